import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import autocannon, { type Request } from "autocannon";
import { sql } from "drizzle-orm";
import { ensureBuild } from "#app/cli/ensure-build.ts";
import type { Database } from "#app/db/client.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { businesses, invitations } from "#app/db/schema/index.ts";
import { verifyChain } from "#app/domain/audit/queries.server.ts";
import { linkOf } from "#app/domain/survey/link.server.ts";
import { hashToken } from "#app/lib/keys.server.ts";
import { freePort, startApplicationOn } from "#tests/support/application.ts";
import { answer, insertRound, needLine, someSkill } from "#tests/support/survey.ts";
import { sendRequest } from "#tests/support/survey-client.ts";
import { print, startBenchDatabase } from "./support.ts";

const seconds = 4;
const rounds = 3;
/** More than any of the two servers answers on one connection in one measurement. */
const perSecond = 2_500;

type Side = {
  origin: string;
  wardId: string;
  /** Ids of the businesses that it may send for. */
  invited: ReadonlySet<string>;
  acknowledged: Set<string>;
  next(count: number): Request[];
};
type Measured = { rps: number; p95: number };

/**
 * Answers sent per second, each a business's whole last post with two need lines, beside a bare `node:http` +
 * `postgres` server that inserts the same rows in one transaction: same database, same pool, in turns. All of ours go
 * into one round of one ward, the worst case: its counter and its audit chain make them queue. The tables already
 * hold the answers of an earlier round, as they do everywhere after the first day: on empty ones the planner would
 * choose to read whole tables, for whichever server begins.
 */
export async function benchSurveySubmit(): Promise<void> {
  ensureBuild();
  const database = await startBenchDatabase();
  const app = await startApplicationOn(database.url, { LOG_LEVEL: "info" });
  const bare = await startBare(database.url);
  try {
    const ours = await prepareOurs(app.db, app.origin, app.people.ward.id);
    const theirs = await prepareBare(app.db, bare.origin, app.people.otherWard.id);
    await insertEarlierAnswers(app.db, app.people.ward.id);
    await measure(ours, 8);
    await measure(theirs, 8);
    for (const clients of [8, 32]) {
      const results: [ours: Measured, bare: Measured][] = [];
      for (let round = 0; round < rounds; round++)
        results.push([await measure(ours, clients), await measure(theirs, clients)]);
      const us = median(results.map(([each]) => each));
      const them = median(results.map(([, each]) => each));
      print({
        name: "survey-submit",
        clients,
        ours_rps: Math.round(us.rps),
        ours_p95_ms: us.p95,
        bare_rps: Math.round(them.rps),
        bare_p95_ms: them.p95,
        ratio: Math.round((us.rps / them.rps) * 100) / 100,
      });
    }
    await verify(app.db, ours, theirs);
  } finally {
    await app.stop();
    bare.process.kill();
    await database.stop();
  }
}

async function measure(side: Side, clients: number): Promise<Measured> {
  const each = Math.ceil((perSecond * seconds) / clients);
  const times: number[] = [];
  const run = autocannon({
    url: side.origin,
    connections: clients,
    duration: seconds,
    requests: side.next(1),
    // A list of its own for each connection, built before the clock starts.
    setupClient: (client) => client.setRequests(side.next(each)),
  });
  const before = side.acknowledged.size;
  run.on("response", (_client, _status, _bytes, ms) => times.push(ms));
  const { errors, timeouts, duration } = await run;
  const acknowledged = side.acknowledged.size - before;
  if (errors + timeouts > 0 || acknowledged < times.length - clients)
    throw new Error(
      `${side.origin}: ${times.length} answered, ${acknowledged} acknowledged, ${errors} errors`,
    );
  times.sort((a, b) => a - b);
  return {
    rps: acknowledged / duration,
    p95: Math.round((times[Math.floor(times.length * 0.95)] ?? 0) * 10) / 10,
  };
}

const median = (all: Measured[]): Measured =>
  [...all].sort((a, b) => a.rps - b.rps)[Math.floor(all.length / 2)] as Measured;

async function prepareOurs(db: Database, origin: string, wardId: string): Promise<Side> {
  const { id: roundId } = await insertRound(db, wardId);
  const skillId = await someSkill(db);
  const waiting = await inviteMany(db, wardId, roundId);
  const invited = new Set(waiting.map(({ businessId }) => businessId));
  const acknowledged = new Set<string>();
  const request = ({ businessId, invitationId }: Invited): Request => {
    const token = linkOf({ id: invitationId, generation: 1 });
    const actor = { role: "invitation" as const, invitationId, wardId, roundId, businessId };
    const needs = [needLine(skillId), needLine(skillId, { mode: "hire" })];
    return {
      method: "POST",
      ...sendRequest(origin, { token, actor }, answer(skillId, { needs })),
      onResponse: (status, _body, _context, headers) => {
        if (status === 302 && String(headers.Location ?? headers.location).endsWith("/receipt"))
          acknowledged.add(businessId);
      },
    };
  };
  return { origin, wardId, invited, acknowledged, next: (count) => take(waiting, count).map(request) };
}

async function prepareBare(db: Database, origin: string, wardId: string): Promise<Side> {
  const { id: roundId } = await insertRound(db, wardId);
  const skillId = await someSkill(db);
  const waiting = await inviteMany(db, wardId, roundId);
  const invited = new Set(waiting.map(({ businessId }) => businessId));
  const acknowledged = new Set<string>();
  const request = ({ businessId }: Invited): Request => {
    const needs = [needLine(skillId), needLine(skillId, { mode: "hire" })];
    return {
      method: "POST",
      path: "/",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ wardId, roundId, businessId, ...answer(skillId, { needs }) }),
      onResponse: (status) => void (status === 200 && acknowledged.add(businessId)),
    };
  };
  return { origin, wardId, invited, acknowledged, next: (count) => take(waiting, count).map(request) };
}

type Invited = { businessId: string; invitationId: string };

function take(waiting: Invited[], count: number): Invited[] {
  if (waiting.length < count) throw new Error("not enough businesses for this machine: raise the number");
  return waiting.splice(0, count);
}

/** Businesses and their invitations for a whole run. */
async function inviteMany(db: Database, wardId: string, roundId: string): Promise<Invited[]> {
  const all = Array.from({ length: (2 * rounds + 1) * (perSecond * seconds + 64) }, () => ({
    businessId: newId(),
    invitationId: newId(),
  }));
  for (let done = 0; done < all.length; done += 2_000) {
    const some = all.slice(done, done + 2_000);
    await db.insert(businesses).values(
      some.map(({ businessId: id }) => ({
        id,
        wardId,
        name: id,
        searchKey: id,
        sortKey: id,
        kind: "household" as const,
      })),
    );
    await db.insert(invitations).values(
      some.map(({ businessId, invitationId: id }) => ({
        id,
        wardId,
        roundId,
        businessId,
        tokenHash: hashToken(linkOf({ id, generation: 1 })),
      })),
    );
  }
  return all;
}

async function insertEarlierAnswers(db: Database, wardId: string): Promise<void> {
  const { id: roundId } = await insertRound(db, wardId);
  await db.execute(sql`
    insert into responses (id, ward_id, round_id, business_id, status, receipt_number, submitted_at)
    select id, ward_id, ${roundId}, id, 'submitted', 'EARLIER-' || id, now()
    from businesses where ward_id = ${wardId} limit 3000`);
  await db.execute(sql`
    insert into need_lines (id, ward_id, round_id, business_id, response_id, number, position, skill_id, level, people,
      mode, wanted_year, wanted_quarter)
    select gen_random_uuid(), r.ward_id, r.round_id, r.business_id, r.id, number, 'Vận hành', s.id, 2, 1, 'train', 2027, 1
    from responses r, generate_series(1, 2) number, (select id from skills limit 1) s
    where r.round_id = ${roundId}`);
  await db.execute(sql`analyze`);
}

async function startBare(url: string): Promise<{ origin: string; process: ChildProcess }> {
  const port = await freePort();
  const program = fileURLToPath(new URL("./survey-submit-bare.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", program, url, String(port)], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return { origin: `http://127.0.0.1:${port}`, process: child };
}

/**
 * Every answer that was acknowledged stands in the database once and whole: its two lines, one revision, one entry of
 * the audit and the key of its form; of ours all receipts follow one another and the chain holds.
 */
async function verify(db: Database, ours: Side, theirs: Side): Promise<void> {
  const rows = await db.execute<{ business_id: string }>(sql`
    select r.business_id from responses r
    where r.revision = 1 and r.receipt_number not like 'EARLIER-%'
      and (select count(*) from need_lines l where l.response_id = r.id) = 2
      and (select count(*) from response_revisions v where v.response_id = r.id) = 1`);
  const present = new Set(rows.map((row) => row.business_id));
  const acknowledged = [...ours.acknowledged, ...theirs.acknowledged];
  const lost = acknowledged.filter((id) => !present.has(id)).length;
  const doubled = rows.length - present.size;
  const [counted] = await db.execute<{ receipts: string; last: number; entries: string; keys: string }>(sql`
    select count(distinct r.receipt_number) as receipts, max(c.count) as last,
      (select count(distinct entity_id) from audit_entries where action = 'response.submit' and chain = r.ward_id::text) as entries,
      (select count(*) from idempotency_keys where actor like 'invitation:%') as keys
    from responses r join receipt_counters c using (ward_id)
    where r.receipt_number like 'KS-%' group by r.ward_id`);
  const ofOurs = rows.filter(({ business_id }) => ours.invited.has(business_id)).length;
  const isWhole = Object.values(counted ?? {}).every((count) => Number(count) === ofOurs);
  const { brokenAt } = await verifyChain(db, ours.wardId);
  print({
    name: "survey-submit-verified",
    acknowledged: acknowledged.length,
    stored: rows.length,
    lost,
    doubled,
  });
  if (lost > 0 || doubled > 0 || !isWhole || brokenAt !== null)
    throw new Error(`not consistent: ${JSON.stringify({ lost, doubled, ofOurs, ...counted, brokenAt })}`);
}
