import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { businesses, needLines, responseRevisions, responses, surveyRounds } from "#app/db/schema/index.ts";
import { showDate, todayInVietnam } from "#app/vietnamese/dates.ts";
import { Conflict, NotFound } from "../errors.ts";
import { type RoundPhase, roundPhase, takesAnswers } from "../rounds/rules.ts";
import type { Respondent } from "./queries.server.ts";
import type { StoredLine } from "./rules.ts";
import type { SubmitResponseInput } from "./schema.ts";

const roundDays = {
  status: surveyRounds.status,
  opensOn: surveyRounds.opensOn,
  closesOn: surveyRounds.closesOn,
  lateUntil: surveyRounds.lateUntil,
};
/** What a business answers, without the envelope it comes in. */
export type Answer = Omit<SubmitResponseInput, "idempotencyKey" | "version">;
type RoundDays = Parameters<typeof roundPhase>[0];

/** @throws NotFound */
export async function getRoundDays(db: Queryable, { wardId, roundId }: Respondent): Promise<RoundDays> {
  const [round] = await db
    .select(roundDays)
    .from(surveyRounds)
    .where(and(eq(surveyRounds.wardId, wardId), eq(surveyRounds.id, roundId)));
  if (!round) throw new NotFound();
  return round;
}

/** The phase of a round that takes answers now. @throws Conflict that says from when, or until when it did */
export function requireTakingAnswers(round: RoundDays, now: Date): RoundPhase {
  const phase = roundPhase(round, todayInVietnam(now));
  if (takesAnswers(phase)) return phase;
  if (phase === "closed") throw new Conflict("survey:errors.closed", { day: showDate(round.lateUntil) });
  throw new Conflict("survey:errors.notOpenYet", { day: showDate(round.opensOn) });
}

/** What a command needs to decide on an answer: the round's days, what stands stored, and its lines; one statement. */
export async function getStoredAnswer(db: Queryable, { wardId, roundId, businessId }: Respondent) {
  const [row] = await db
    .select({
      round: { ...roundDays, year: surveyRounds.year, number: surveyRounds.number },
      response: {
        // First: Drizzle takes a joined row whose first column is null for no row.
        id: responses.id,
        status: responses.status,
        version: responses.version,
        revision: responses.revision,
        receiptNumber: responses.receiptNumber,
        firstSubmittedAt: responses.firstSubmittedAt,
        late: responses.late,
        source: responses.source,
        contactName: responses.contactName,
        phone: responses.phone,
        workerCount: responses.workerCount,
        femaleCount: responses.femaleCount,
        digitalWorkerCount: responses.digitalWorkerCount,
        noNeed: responses.noNeed,
      },
      lines: sql<StoredLine[]>`(
        select coalesce(json_agg(json_build_object('id', ${needLines.id}, 'number', ${needLines.number},
          'withdrawn', ${needLines.status} = 'withdrawn')), '[]')
        from ${needLines} where ${needLines.responseId} = ${responses.id})`,
    })
    .from(businesses)
    .innerJoin(surveyRounds, and(eq(surveyRounds.wardId, businesses.wardId), eq(surveyRounds.id, roundId)))
    .leftJoin(responses, and(eq(responses.roundId, surveyRounds.id), eq(responses.businessId, businesses.id)))
    .where(and(eq(businesses.wardId, wardId), eq(businesses.id, businessId)));
  if (!row) throw new NotFound();
  return row;
}
export type StoredAnswer = Awaited<ReturnType<typeof getStoredAnswer>>;

/** The receipt of an answer that says the same as this one, if it was sent already. */
export async function findSameAnswer(
  db: Queryable,
  { wardId, roundId, businessId }: Respondent,
  answer: Answer,
): Promise<{ responseId: string; receiptNumber: string } | null> {
  const [sent] = await db
    .select({
      responseId: responses.id,
      receiptNumber: responses.receiptNumber,
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
  if (!sent?.receiptNumber) return null;
  const { contactName, phone, content, responseId, receiptNumber } = sent;
  const stored = { contactName, phone, ...content } as Answer;
  return isDeepStrictEqual(withoutLineIds(stored), withoutLineIds(answer))
    ? { responseId, receiptNumber }
    : null;
}

/** A line that is sent twice has its id and number the second time only. */
function withoutLineIds({ needs, ...fields }: Answer) {
  return { ...fields, needs: needs.map((line) => ({ ...line, id: null, number: null })) };
}
