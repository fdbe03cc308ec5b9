import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "#app/db/client.server.ts";
import { businesses, needLines, responseRevisions, responses, surveyRounds } from "#app/db/schema/index.ts";
import { showDate, todayInVietnam } from "#app/vietnamese/dates.ts";
import { Conflict, NotFound } from "../errors.ts";
import { type RoundPhase, roundPhase, takesAnswers } from "../rounds/rules.ts";
import type { Respondent } from "./queries.server.ts";
import type { StoredLine } from "./rules.ts";
import type { SubmitResponseInput } from "./schema.ts";

/** What a business answers, without the envelope it comes in. */
export type Answer = Omit<SubmitResponseInput, "idempotencyKey" | "version">;

type RoundDays = Parameters<typeof roundPhase>[0];

/** The round of a business of the same ward, and the lines of its response there. @throws NotFound */
export async function getRoundAndLines(db: Queryable, { wardId, roundId, businessId }: Respondent) {
  const [row] = await db
    .select({
      round: {
        year: surveyRounds.year,
        number: surveyRounds.number,
        status: surveyRounds.status,
        opensOn: surveyRounds.opensOn,
        closesOn: surveyRounds.closesOn,
        lateUntil: surveyRounds.lateUntil,
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

/** The phase of a round that takes answers now. @throws Conflict that says from when, or until when it did */
export function requireTakingAnswers(round: RoundDays, now: Date): RoundPhase {
  const phase = roundPhase(round, todayInVietnam(now));
  if (takesAnswers(phase)) return phase;
  if (phase === "closed") throw new Conflict("survey:errors.closed", { day: showDate(round.lateUntil) });
  throw new Conflict("survey:errors.notOpenYet", { day: showDate(round.opensOn) });
}

/**
 * Takes the response for this transaction, on the condition that nobody wrote it since `version` was read; one that
 * does not exist yet (version 0) begins to. What is returned, and its lines, cannot change any more.
 * @throws Conflict
 */
export async function claimResponse(
  tx: Transaction,
  { wardId, roundId, businessId }: Respondent,
  version: number,
) {
  const [response] = await tx
    .insert(responses)
    .values({ wardId, roundId, businessId })
    .onConflictDoUpdate({
      target: [responses.roundId, responses.businessId],
      set: { version: sql`${responses.version} + 1` },
      setWhere: eq(responses.version, version),
    })
    .returning({
      id: responses.id,
      status: responses.status,
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
    });
  if (!response) throw new Conflict("survey:errors.changedMeanwhile");
  return response;
}
export type ClaimedResponse = Awaited<ReturnType<typeof claimResponse>>;

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
