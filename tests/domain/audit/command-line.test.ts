import { spawnSync } from "node:child_process";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { inTransaction } from "#app/db/transaction.server.ts";
import { recordAudit } from "#app/domain/audit/commands.server.ts";
import { verifyChain } from "#app/domain/audit/queries.server.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
/** `npm run audit:verify` on the database of this file. */
const run = () => {
  const { status, stdout } = spawnSync(process.execPath, ["--import", "tsx", "app/cli/audit-verify.ts"], {
    env: { ...process.env, DATABASE_URL: world.url, LOG_LEVEL: "warn" },
    encoding: "utf8",
  });
  return { status, stdout };
};

test("npm run audit:verify prints each chain with its head and ends with 1 when one is broken", async () => {
  const { office, ward } = world.people;
  for (const entityId of ["1", "2", "3"])
    await inTransaction(world.db, (tx) =>
      recordAudit(tx, office, { action: "test.note", entity: "note", entityId }),
    );
  const { headHash } = await verifyChain(world.db, ward.id);
  const whole = run();
  expect(whole.stdout).toContain(`${ward.id}  3 dòng  ${headHash}  nguyên vẹn`);
  expect(whole.status).toBe(0);

  await world.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`update audit_entries set entity_id = '9' where chain = ${ward.id} and sequence = 2`);
  });
  const broken = run();
  expect(broken.stdout).toContain("HỎNG từ dòng 2");
  expect(broken.status).toBe(1);
});
