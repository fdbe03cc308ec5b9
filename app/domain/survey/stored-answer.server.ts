import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { responseRevisions, responses } from "#app/db/schema/index.ts";
import { showDate, todayInVietnam } from "#app/vietnamese/dates.ts";
import { Conflict, NotFound } from "../errors.ts";
import { type RoundPhase, roundPhase, takesAnswers } from "../rounds/rules.ts";
import type { Respondent } from "./queries.server.ts";
import type { StoredLine } from "./rules.ts";
import type { SubmitResponseInput } from "./schema.ts";

/** What a business answers, without the envelope it comes in. */
export type Answer = Omit<SubmitResponseInput, "idempotencyKey" | "version">;

type RoundDays = Parameters<typeof roundPhase>[0];

type Stored = typeof responses.$inferSelect;
/** A response as the next sending and its audit need it. */
type SentResponse = Pick<Stored, "id" | "version" | "status" | "revision" | "late" | "source"> &
  Pick<Stored, "contactName" | "phone" | "workerCount" | "femaleCount" | "digitalWorkerCount" | "noNeed">;
type Standing = { round: RoundDays & { year: number }; sent: SentResponse | null; lines: StoredLine[] };

/**
 * Where a business of the ward stands in a round of the ward: the round, what was sent last (null: nothing yet), and
 * its lines. Without a lock: whoever writes names the version that was read here. Written out in SQL for the reason
 * that write-answer.server.ts gives.
 * @throws NotFound
 */
export async function getStanding(
  db: Queryable,
  { wardId, roundId, businessId }: Respondent,
): Promise<Standing> {
  const [row] = await db.execute<Standing>(sql`
    select
      json_build_object('year', round.year, 'status', round.status, 'opensOn', round.opens_on,
        'closesOn', round.closes_on, 'lateUntil', round.late_until) as round,
      case when sent.id is not null then json_build_object('id', sent.id, 'version', sent.version,
        'status', sent.status, 'revision', sent.revision, 'late', sent.late, 'source', sent.source,
        'contactName', sent.contact_name, 'phone', sent.phone, 'workerCount', sent.worker_count,
        'femaleCount', sent.female_count, 'digitalWorkerCount', sent.digital_worker_count, 'noNeed', sent.no_need)
        end as sent,
      (select coalesce(json_agg(json_build_object('id', id, 'number', number, 'withdrawn', status = 'withdrawn')), '[]')
        from need_lines where response_id = sent.id) as lines
    from businesses business
    join survey_rounds round on round.ward_id = business.ward_id and round.id = ${roundId}
    left join responses sent on sent.round_id = round.id and sent.business_id = business.id
    where business.ward_id = ${wardId} and business.id = ${businessId}`);
  if (!row) throw new NotFound();
  return row;
}

/** The phase of a round that takes answers now. @throws Conflict that says from when, or until when it did */
export function requireTakingAnswers(round: RoundDays, now: Date): RoundPhase {
  const phase = roundPhase(round, todayInVietnam(now));
  if (takesAnswers(phase)) return phase;
  if (phase === "closed") throw new Conflict("survey:errors.closed", { day: showDate(round.lateUntil) });
  throw new Conflict("survey:errors.notOpenYet", { day: showDate(round.opensOn) });
}

/** The response that already says the same as this answer, if it was sent. */
export async function findSameAnswer(
  db: Queryable,
  { wardId, roundId, businessId }: Respondent,
  answer: Answer,
): Promise<{ responseId: string } | null> {
  const [sent] = await db
    .select({
      responseId: responses.id,
      contactName: responses.contactName,
      phone: responses.phone,
      content: responseRevisions.content,
    })
    .from(responses)
    .innerJoin(
      responseRevisions,
      and(eq(responseRevisions.responseId, responses.id), eq(responseRevisions.revision, responses.revision)),
    )
    .where(
      and(
        eq(responses.wardId, wardId),
        eq(responses.roundId, roundId),
        eq(responses.businessId, businessId),
        inArray(responses.status, ["submitted", "verified"]),
      ),
    );
  if (!sent) return null;
  const { contactName, phone, content, responseId } = sent;
  const stored = { contactName, phone, ...content } as Answer;
  return isDeepStrictEqual(withoutLineIds(stored), withoutLineIds(answer)) ? { responseId } : null;
}

/** A line that is sent twice has its id and number the second time only. */
function withoutLineIds({ needs, ...fields }: Answer) {
  return { ...fields, needs: needs.map((line) => ({ ...line, id: null, number: null })) };
}
