import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import postgres from "postgres";
import { v7 as uuid } from "uuid";

/** The floor of tests/bench/survey-submit.ts: nothing but HTTP, JSON and the rows of one answer in one transaction. */
const [url = "", port = "0"] = process.argv.slice(2);
const sql = postgres(url, { max: 12, onnotice: () => {} });
let count = 0;

createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const {
    wardId,
    roundId,
    businessId,
    idempotencyKey,
    needs,
    version: _,
    ...answer
  } = JSON.parse(Buffer.concat(chunks).toString());
  const id = uuid();
  const number = ++count;
  const now = new Date();
  const owner = { ward_id: wardId, response_id: id };
  await sql.begin(async (tx) => {
    await tx`insert into responses ${tx({
      id,
      ward_id: wardId,
      round_id: roundId,
      business_id: businessId,
      status: "submitted",
      contact_name: answer.contactName,
      contact_title: answer.contactTitle,
      phone: answer.phone,
      worker_count: answer.workerCount,
      female_count: answer.femaleCount,
      digital_worker_count: answer.digitalWorkerCount,
      receipt_number: `BARE-${number}`,
      revision: 1,
      first_submitted_at: now,
      submitted_at: now,
    })}`;
    await tx`insert into need_lines ${tx(
      (needs as Record<string, unknown>[]).map((line, index) => ({
        id: uuid(),
        ...owner,
        round_id: roundId,
        business_id: businessId,
        number: index + 1,
        position: line.position as string,
        skill_id: line.skillId as string,
        level: line.level as number,
        people: line.people as number,
        mode: line.mode as string,
        wanted_year: line.wantedYear as number,
        wanted_quarter: line.wantedQuarter as number,
      })),
    )}`;
    await tx`insert into response_revisions ${tx({
      id: uuid(),
      ...owner,
      revision: 1,
      source: "own",
      submitted_at: now,
      content: JSON.stringify({ ...answer, needs }),
    })}`;
    await tx`insert into audit_entries ${tx({
      chain: "bare",
      sequence: number,
      at: now,
      actor: `invitation:${businessId}`,
      role: "invitation",
      action: "response.submit",
      entity: "response",
      entity_id: id,
      after: JSON.stringify(answer),
      previous_hash: randomBytes(32).toString("hex"),
      hash: randomBytes(32).toString("hex"),
    })}`;
    await tx`insert into idempotency_keys ${tx({ key: idempotencyKey, actor: businessId, fingerprint: randomBytes(32).toString("hex"), result: JSON.stringify({ id }) })}`;
  });
  response.end("ok");
}).listen(Number(port), "127.0.0.1", () => console.log("ready"));
