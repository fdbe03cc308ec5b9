import { eq, type SQL, sql, TransactionRollbackError } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditChains, auditEntries } from "#app/db/schema/index.ts";
import { inTransaction } from "#app/db/transaction.server.ts";
import { recordAudit, recordAudits } from "#app/domain/audit/commands.server.ts";
import { installationChain, listChains, verifyChain } from "#app/domain/audit/queries.server.ts";
import { checkChain } from "#app/domain/audit/verify-chain.server.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
/** The chain of the installation: its name is known before the first test. */
const chain = installationChain;
const append = (number: number) =>
  inTransaction(world.db, (tx) => recordAudit(tx, world.people.admin, noted(number)));
const noted = (number: number) => ({
  action: "test.note",
  entity: "note",
  entityId: String(number),
  before: { text: `ghi chú ${number - 1}` },
  after: { text: `ghi chú ${number}` },
});
const verdict = () => verifyChain(world.db, chain);

/** Changes the table as only its superuser can, and takes it all back. */
async function tampered(statements: SQL[]): Promise<number | null> {
  let brokenAt: number | null = null;
  await world.db
    .transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      for (const statement of statements) await tx.execute(statement);
      ({ brokenAt } = await verifyChain(tx, chain));
      tx.rollback();
    })
    .catch((error) => {
      if (!(error instanceof TransactionRollbackError)) throw error;
    });
  return brokenAt;
}
const entry = (sequence: number) => sql`chain = ${chain} and sequence = ${sequence}`;
const moveEntry = (from: number, to: number) =>
  sql`update audit_entries set sequence = ${to} where ${entry(from)}`;
/** In two steps, because no two entries may have one sequence even for a moment. */
const moveTail = (behind: number, by: number) => [
  sql`update audit_entries set sequence = sequence + 1000 where chain = ${chain} and sequence > ${behind}`,
  sql`update audit_entries set sequence = sequence - 1000 + ${by} where chain = ${chain} and sequence > 1000`,
];
const copyEntry = (from: number, to: number, previousHash: string) =>
  sql`insert into audit_entries select chain, ${to}, at, actor, role, action, entity, entity_id, before, after, request_id,
    ${previousHash}, 'forged' from audit_entries where ${entry(from)}`;

beforeAll(async () => {
  for (let number = 1; number <= 10; number += 1) await append(number);
});

describe("the chain", () => {
  test("is whole after ten entries, and says what its head is", async () => {
    const [head] = await world.db.select().from(auditChains).where(eq(auditChains.chain, chain));
    expect(await verdict()).toEqual({
      chain,
      entries: 10,
      headHash: head?.headHash,
      brokenAt: null,
    });
  });

  test("keeps only the fields that changed, with a digest where they are personal", async () => {
    await inTransaction(world.db, (tx) =>
      recordAudit(tx, world.people.outsider, {
        action: "test.change",
        entity: "note",
        entityId: "1",
        before: { name: "Nguyễn Thị Chim", kind: "a", same: 1 },
        after: { name: "Nguyễn Thị Én", kind: "b", same: 1 },
        personal: ["name"],
      }),
    );
    const [stored] = await world.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.chain, world.people.otherWard.id));
    expect(JSON.parse(stored?.after ?? "")).toEqual({ kind: "b", name: expect.stringMatching(/^digest:/) });
    expect(stored?.before).not.toContain("Chim");
  });

  test.each<[string, number, SQL[]]>([
    ["an entry that was edited", 4, [sql`update audit_entries set actor = 'account:x' where ${entry(4)}`]],
    ["an edited time", 4, [sql`update audit_entries set at = at + interval '1 ms' where ${entry(4)}`]],
    [
      "text moved from one field into the next",
      4,
      [sql`update audit_entries set action = 'test', entity = '.notenote' where ${entry(4)}`],
    ],
    ["an entry that was deleted", 5, [sql`delete from audit_entries where ${entry(5)}`]],
    ["the first entry deleted", 1, [sql`delete from audit_entries where ${entry(1)}`]],
    ["an entry that was inserted", 7, [...moveTail(6, 1), copyEntry(6, 7, "forged")]],
    ["an entry added behind the head", 11, [copyEntry(10, 11, "forged")]],
    ["two entries that changed places", 3, [moveEntry(3, 1000), moveEntry(8, 3), moveEntry(1000, 8)]],
    ["a tail that was cut off", 9, [sql`delete from audit_entries where chain = ${chain} and sequence > 8`]],
    ["a head that was taken away", 11, [sql`delete from audit_chains where chain = ${chain}`]],
  ])("shows %s", async (_, brokenAt, statements) => {
    expect(await tampered(statements)).toBe(brokenAt);
    expect(await verdict()).toMatchObject({ brokenAt: null });
  });

  test("with its head and its entries gone is still asked for, by the ward's name", async () => {
    expect(await listChains(world.db)).toEqual(
      expect.arrayContaining([{ chain: world.people.ward.id, wardName: "phường Đăk Cấm" }]),
    );
  });
});

describe("its rows are only ever added", () => {
  test.each([
    ["changing", sql`update audit_entries set actor = 'x'`],
    ["deleting", sql`delete from audit_entries`],
    ["emptying", sql`truncate audit_entries`],
  ])("%s them is refused", async (_, statement) => {
    await expect(world.db.execute(statement)).rejects.toMatchObject({
      cause: { code: "23001", constraint_name: "audit_entries_append_only" },
    });
  });

  test("a second entry on the same one before it cannot be written: no fork", async () => {
    await expect(
      world.db.execute(sql`insert into audit_entries select chain, 999, at, actor, role, action, entity, entity_id, before, after,
        request_id, previous_hash, 'fork' from audit_entries where ${entry(5)}`),
    ).rejects.toMatchObject({ cause: { constraint_name: "audit_entries_no_fork" } });
  });

  test("a command that fails leaves no entry behind", async () => {
    const before = await verdict();
    const failing = inTransaction(world.db, async (tx) => {
      await recordAudit(tx, world.people.admin, noted(0));
      throw new Error("after the entry");
    });
    await expect(failing).rejects.toThrow("after the entry");
    expect(await verdict()).toEqual(before);
  });
});

describe("many at once", () => {
  let other: postgres.Sql;
  beforeAll(() => {
    other = postgres(world.url, { max: 4, onnotice: () => {} });
  });
  afterAll(() => other.end());

  test("200 writers of two processes leave one chain", async () => {
    const before = await verdict();
    const fromAnotherProcess = (number: number) =>
      other`select append_audit_entries(${chain}, 'system', 'system', null,
        ${other.json([{ action: "test.note", entity: "note", entityId: String(number) }])})`;
    await Promise.all(
      Array.from({ length: 200 }, (_, number) => (number % 2 ? append(number) : fromAnotherProcess(number))),
    );
    expect(await verdict()).toMatchObject({ entries: before.entries + 200, brokenAt: null });
  });

  test("a chain that others append to while it is verified is whole", async () => {
    const writing = Promise.all(Array.from({ length: 60 }, (_, number) => append(number)));
    const verdicts = await Promise.all(Array.from({ length: 10 }, verdict));
    await writing;
    expect(verdicts.map(({ brokenAt }) => brokenAt)).toEqual(Array(10).fill(null));
  });

  test("the first entries of a new chain wait for each other", async () => {
    const { office, ward } = world.people;
    await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        inTransaction(world.db, (tx) => recordAudit(tx, office, noted(number))),
      ),
    );
    expect(await verifyChain(world.db, ward.id)).toMatchObject({ entries: 20, brokenAt: null });
  });

  test("commands that write to the same two chains in opposite order do not wait for each other", async () => {
    const { admin, ward, otherWard } = world.people;
    const inBoth = (wardIds: string[]) =>
      inTransaction(world.db, (tx) =>
        recordAudits(
          tx,
          admin,
          wardIds.map((wardId, number) => ({ ...noted(number), wardId })),
        ),
      );
    const pairs = Array.from({ length: 20 }, (_, number) =>
      inBoth(number % 2 ? [ward.id, otherWard.id] : [otherWard.id, ward.id]),
    );
    await Promise.all(pairs);
    for (const { id } of [ward, otherWard])
      expect(await verifyChain(world.db, id)).toMatchObject({ brokenAt: null });
  });

  test("many entries of one command stand in their order", async () => {
    const { outsideLeader, otherWard } = world.people;
    await inTransaction(world.db, (tx) =>
      recordAudits(
        tx,
        outsideLeader,
        Array.from({ length: 500 }, (_, number) => noted(number)),
      ),
    );
    const stored = await world.db
      .select({ entityId: auditEntries.entityId })
      .from(auditEntries)
      .where(eq(auditEntries.role, "leader"))
      .orderBy(auditEntries.sequence);
    expect(stored.map(({ entityId }) => Number(entityId))).toEqual(Array.from({ length: 500 }, (_, n) => n));
    expect(await verifyChain(world.db, otherWard.id)).toMatchObject({ brokenAt: null });
  });
});

test("a check is written down with who made it and what came out", async () => {
  const { admin } = world.people;
  const { entries, headHash } = await checkChain(world.db, admin, chain);
  const stored = await world.db.select().from(auditEntries).where(eq(auditEntries.action, "audit.verify"));
  expect(stored).toMatchObject([{ actor: `account:${admin.accountId}`, entityId: chain }]);
  expect(JSON.parse(stored[0]?.after ?? "")).toEqual({ entries, headHash, brokenAt: null });
});
