import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/client.server.ts";
import { needLines, responseRevisions, responses, surveyRounds } from "#app/db/schema/index.ts";
import { Conflict } from "../errors.ts";
import type { Respondent } from "./queries.server.ts";
import { type MergedLine, receiptPrefix } from "./rules.ts";
import type { ResponseSource } from "./schema.ts";
import type { Answer, StoredAnswer } from "./stored-answer.server.ts";

/** The rows of an answer, written by submit-response.server.ts in its transaction; nobody else writes them. */

type Written = { responseId: string; receiptNumber: string; revision: number };

/**
 * The row of the response, on the condition that nobody wrote it since `version` was read. A first sending takes the
 * round's next number in the same statement, so that the round stays locked for as short as possible.
 * @throws Conflict
 */
export async function writeResponse(
  tx: Transaction,
  { wardId, roundId, businessId }: Respondent,
  { round, response: before }: StoredAnswer,
  given: { answer: Answer; version: number; source: ResponseSource; late: boolean; now: Date },
): Promise<Written> {
  const { needs: _, ...fields } = given.answer;
  const counter = tx.$with("counter").as(
    tx
      .update(surveyRounds)
      .set({ receiptCount: sql`${surveyRounds.receiptCount} + 1` })
      .where(and(eq(surveyRounds.wardId, wardId), eq(surveyRounds.id, roundId)))
      .returning({ count: surveyRounds.receiptCount }),
  );
  const nextNumber = sql<string>`(select ${receiptPrefix(round)} ||
    lpad(receipt_count::text, greatest(4, length(receipt_count::text)), '0') from counter)`;
  const values = {
    ...fields,
    status: "submitted" as const,
    source: given.source,
    late: given.late,
    receiptNumber: before?.receiptNumber ?? nextNumber,
    firstSubmittedAt: before?.firstSubmittedAt ?? given.now,
    submittedAt: given.now,
    draft: null,
    draftSavedAt: null,
    reviewedBy: null,
    reviewedAt: null,
  };
  const insert = before?.receiptNumber ? tx.insert(responses) : tx.with(counter).insert(responses);
  const [written] = await insert
    .values({ wardId, roundId, businessId, revision: 1, ...values })
    .onConflictDoUpdate({
      target: [responses.roundId, responses.businessId],
      set: { ...values, revision: sql`${responses.revision} + 1`, version: sql`${responses.version} + 1` },
      setWhere: eq(responses.version, given.version),
    })
    .returning({
      responseId: responses.id,
      receiptNumber: responses.receiptNumber,
      revision: responses.revision,
    });
  if (!written?.receiptNumber) throw new Conflict("survey:errors.changedMeanwhile");
  return { ...written, receiptNumber: written.receiptNumber };
}

/** All lines in one statement, however many; those left out are withdrawn in a second one. */
export async function writeLines(
  tx: Transaction,
  { wardId, roundId, businessId }: Respondent,
  responseId: string,
  lines: readonly MergedLine[],
  removed: readonly string[],
): Promise<void> {
  if (lines.length > 0) {
    const sent = (column: string) => sql.raw(`excluded.${column}`);
    await tx
      .insert(needLines)
      .values(lines.map((line) => ({ wardId, roundId, businessId, responseId, ...line })))
      .onConflictDoUpdate({
        target: needLines.id,
        set: {
          position: sent("position"),
          skillId: sent("skill_id"),
          level: sent("level"),
          people: sent("people"),
          mode: sent("mode"),
          wantedYear: sent("wanted_year"),
          wantedQuarter: sent("wanted_quarter"),
          // How far a kept line is met is not the business's to say; a withdrawn one that comes back is open again.
          status: sql`case ${needLines.status} when 'withdrawn' then 'open' else ${needLines.status} end`,
          version: sql`${needLines.version} + 1`,
        },
        setWhere: eq(needLines.responseId, responseId),
      });
  }
  if (removed.length > 0) {
    await tx
      .update(needLines)
      .set({ status: "withdrawn", version: sql`${needLines.version} + 1` })
      .where(
        and(
          eq(needLines.wardId, wardId),
          eq(needLines.responseId, responseId),
          inArray(needLines.id, [...removed]),
        ),
      );
  }
}

/** The answer as it was sent, for ever. Without the contact's name and phone, because they may have to be erased. */
export async function writeRevision(
  tx: Transaction,
  { wardId }: Respondent,
  { responseId, revision }: Written,
  given: { answer: Answer; source: ResponseSource; submittedBy: string | null; now: Date },
): Promise<void> {
  const { contactName: _name, phone: _phone, ...content } = given.answer;
  const { source, submittedBy, now: submittedAt } = given;
  await tx
    .insert(responseRevisions)
    .values({ wardId, responseId, revision, source, submittedBy, submittedAt, content });
}
