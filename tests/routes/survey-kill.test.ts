import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { connect } from "#app/db/client.server.ts";
import { responses } from "#app/db/schema/index.ts";
import { verifyChain } from "#app/domain/audit/queries.server.ts";
import { seedSkills } from "#app/domain/skills/commands.server.ts";
import { freePort, startServer, stopServer } from "#tests/support/application.ts";
import { createTestDatabase } from "#tests/support/database.ts";
import { createPersonas } from "#tests/support/personas.ts";
import {
  answer,
  insertInvitation,
  insertRound,
  insertTaxedBusiness,
  needLine,
  someSkill,
} from "#tests/support/survey.ts";
import { isAcknowledged, type SendRequest, sendRequest } from "#tests/support/survey-client.ts";

const kills = 20;
const writers = 8;

const countOf = (rows: string) => sql<number>`(select count(*) from ${sql.raw(rows)})`.mapWith(Number);

type Sending = SendRequest & { businessId: string };

test("kill -9 while answers are being sent, twenty times: nothing acknowledged is lost, nothing is doubled", async () => {
  const database = await createTestDatabase();
  const { db, close } = connect(database.url, { pool: 2 });
  await seedSkills(db);
  const { ward } = await createPersonas(db);
  const skillId = await someSkill(db);
  const round = await insertRound(db, ward.id);
  const port = await freePort();
  const origin = `http://localhost:${port}`;

  const makeSending = async (): Promise<Sending> => {
    const business = await insertTaxedBusiness(db, ward.id, { taxCode: null });
    const invited = await insertInvitation(db, {
      wardId: ward.id,
      roundId: round.id,
      businessId: business.id,
    });
    const needs = [needLine(skillId), needLine(skillId, { mode: "hire" })];
    return { ...sendRequest(origin, invited, answer(skillId, { needs })), businessId: business.id };
  };
  const waiting = await Promise.all(Array.from({ length: 600 }, makeSending));
  const acknowledged = new Set<string>();
  let brokenOff = 0;

  for (let kill = 1; kill <= kills; kill++) {
    const server = await startServer({ PORT: String(port), DATABASE_URL: database.url });
    // Never at the same point: after 1 to 20 answers, while up to seven others are on their way.
    const last = acknowledged.size + kill;
    const write = async () => {
      for (;;) {
        const sending = waiting.shift();
        if (!sending || server.killed) return void (sending && waiting.unshift(sending));
        const answered = await isAcknowledged(origin, sending).catch(() => null);
        if (answered === null) {
          // The phone does not know whether it arrived: it sends the same form again.
          brokenOff += 1;
          waiting.unshift(sending);
          return;
        }
        expect(answered).toBe(true);
        acknowledged.add(sending.businessId);
        if (acknowledged.size >= last) server.kill("SIGKILL");
      }
    };
    await Promise.all(Array.from({ length: writers }, write));
  }
  const server = await startServer({ PORT: String(port), DATABASE_URL: database.url });
  for (const sending of waiting.splice(0, 40)) {
    expect(await isAcknowledged(origin, sending)).toBe(true);
    acknowledged.add(sending.businessId);
  }
  await stopServer(server);

  const stored = await db
    .select({
      businessId: responses.businessId,
      receiptNumber: responses.receiptNumber,
      revisions: countOf("response_revisions where response_id = responses.id"),
      lines: countOf("need_lines where response_id = responses.id"),
      audited: countOf("audit_entries where entity_id = responses.id::text"),
    })
    .from(responses)
    .where(eq(responses.wardId, ward.id));
  const present = new Set(stored.map((row) => row.businessId));
  expect([...acknowledged].filter((businessId) => !present.has(businessId))).toEqual([]);
  // Whole answers only, each once, whether or not the phone heard of it.
  for (const row of stored) expect(row).toMatchObject({ revisions: 1, lines: 2, audited: 1 });
  expect(new Set(stored.map((row) => row.receiptNumber)).size).toBe(stored.length);
  expect(await verifyChain(db, ward.id)).toMatchObject({ brokenAt: null });
  expect(acknowledged.size).toBeGreaterThan(200);
  expect(brokenOff).toBeGreaterThan(0);

  await close();
  await database.drop();
}, 300_000);
