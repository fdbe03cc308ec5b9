import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/client.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { responses } from "#app/db/schema/index.ts";
import type { Respondent } from "./queries.server.ts";
import type { MergedLine } from "./rules.ts";
import type { ResponseSource } from "./schema.ts";
import type { Answer } from "./stored-answer.server.ts";

/**
 * The rows of an answer. submit-response.server.ts alone writes them, in one transaction. What every sending does is
 * written out in SQL of one text, whatever the answer holds: hundreds of businesses send in the same hour, and Drizzle
 * needs longer to put such statements together than PostgreSQL to carry them out.
 */

/** One sending of a response. */
export type Sending = {
  respondent: Respondent;
  responseId: string;
  revision: number;
  source: ResponseSource;
  /** The account that answered on behalf. */
  submittedBy: string | null;
  late: boolean;
  now: Date;
};

/**
 * The response of a business that sends for the first time. It takes the ward's next receipt number of the year in the
 * same statement, so that the counter stays locked for as short as possible.
 * @throws ConstraintViolation of responses_one_per_business when somebody sent meanwhile
 */
export async function insertResponse(
  tx: Transaction,
  { respondent: { wardId, roundId, businessId }, responseId, source, late, now }: Sending,
  year: number,
  answer: Answer,
): Promise<void> {
  await tx.execute(sql`
    with counter as (
      insert into receipt_counters (ward_id, year, count) values (${wardId}, ${year}, 1)
      on conflict (ward_id, year) do update set count = receipt_counters.count + 1
      returning 'KS-' || year || '-' || lpad(count::text, greatest(4, length(count::text)), '0') as number)
    insert into responses (id, ward_id, round_id, business_id, status, source, late, contact_name, contact_title, phone,
      worker_count, female_count, digital_worker_count, no_need, note, receipt_number, first_submitted_at, submitted_at)
    values (${responseId}, ${wardId}, ${roundId}, ${businessId}, 'submitted', ${source}, ${late},
      ${answer.contactName}, ${answer.contactTitle}, ${answer.phone}, ${answer.workerCount}, ${answer.femaleCount},
      ${answer.digitalWorkerCount}, ${answer.noNeed}, ${answer.note}, (select number from counter),
      ${now.toISOString()}, ${now.toISOString()})`);
}

/** A correction, on the condition that nobody sent or reviewed since `version` was read. False: somebody did. */
export async function updateResponse(
  tx: Transaction,
  { respondent: { wardId }, responseId, revision, source, now: submittedAt }: Sending,
  version: number,
  { needs: _, ...fields }: Answer,
): Promise<boolean> {
  const [updated] = await tx
    .update(responses)
    .set({
      ...fields,
      ...{ status: "submitted", source, revision, submittedAt, reviewedBy: null, reviewedAt: null },
      version: sql`${responses.version} + 1`,
    })
    .where(and(eq(responses.wardId, wardId), eq(responses.id, responseId), eq(responses.version, version)))
    .returning({ id: responses.id });
  return updated !== undefined;
}

/**
 * What hangs on the response: its lines; the answer as it was sent, for ever, without the contact's name and phone,
 * because they may have to be erased; and the end of the draft that the business itself has sent. Lines that were left
 * out leave every figure and keep their row, because nominations may point to it.
 */
export async function writeContent(
  tx: Transaction,
  { respondent: { wardId, roundId, businessId }, responseId, revision, source, submittedBy, now }: Sending,
  { contactName: _name, phone: _phone, ...content }: Omit<Answer, "needs"> & { needs: MergedLine[] },
  removed: string[],
): Promise<void> {
  await tx.execute(sql`
    with withdrawn as (
      update need_lines set status = 'withdrawn', version = version + 1
      where ward_id = ${wardId} and response_id = ${responseId}
        and id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(removed)}))),
    kept as (
      insert into need_lines (ward_id, round_id, business_id, response_id,
        id, number, position, skill_id, level, people, mode, wanted_year, wanted_quarter)
      select ${wardId}::uuid, ${roundId}::uuid, ${businessId}::uuid, ${responseId}::uuid, line.*
      from jsonb_to_recordset(${JSON.stringify(content.needs)}) as line (id uuid, number smallint, position text,
        "skillId" uuid, level smallint, people integer, mode need_mode, "wantedYear" smallint, "wantedQuarter" smallint)
      on conflict (id) do update set
        position = excluded.position, skill_id = excluded.skill_id, level = excluded.level, people = excluded.people,
        mode = excluded.mode, wanted_year = excluded.wanted_year, wanted_quarter = excluded.wanted_quarter,
        -- How far a kept line is met is not the business's to say; a withdrawn one that comes back is open again.
        status = case need_lines.status when 'withdrawn' then 'open' else need_lines.status end,
        version = need_lines.version + 1
      where need_lines.response_id = excluded.response_id),
    ended as (
      -- Also where no draft was saved yet: a page opened before the sending names version 0, and may not begin one.
      insert into response_drafts (ward_id, round_id, business_id, content, revision, saved_at)
      select ${wardId}::uuid, ${roundId}::uuid, ${businessId}::uuid, null, ${revision}::integer,
        ${now.toISOString()}::timestamptz
      where ${source === "own"}
      on conflict (round_id, business_id) do update set content = null, revision = excluded.revision,
        version = response_drafts.version + 1)
    insert into response_revisions (id, ward_id, response_id, revision, source, submitted_by, submitted_at, content)
    values (${newId()}, ${wardId}, ${responseId}, ${revision}, ${source}, ${submittedBy}, ${now.toISOString()},
      ${JSON.stringify(content)})`);
}
