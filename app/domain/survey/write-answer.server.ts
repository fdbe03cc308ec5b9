import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/client.server.ts";
import { needLines, responseRevisions, responses, surveyRounds } from "#app/db/schema/index.ts";
import type { Respondent } from "./queries.server.ts";
import { type MergedLine, receiptPrefix } from "./rules.ts";
import type { ResponseSource } from "./schema.ts";
import type { Answer, ClaimedResponse } from "./stored-answer.server.ts";

/** The rows of an answer. submit-response.server.ts alone writes them, in one transaction and sent together with its COMMIT. */

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
 * The row of the response, which `claimResponse` has made sure of. A first sending takes the round's next number in the
 * same statement, so that the round stays locked for as short as possible.
 */
export async function writeResponse(
  tx: Transaction,
  { respondent: { wardId, roundId }, responseId, revision, source, late, now }: Sending,
  before: ClaimedResponse,
  round: { year: number; number: number },
  { needs: _, ...fields }: Answer,
): Promise<void> {
  const counter = tx.$with("counter").as(
    tx
      .update(surveyRounds)
      .set({ receiptCount: sql`${surveyRounds.receiptCount} + 1` })
      .where(and(eq(surveyRounds.wardId, wardId), eq(surveyRounds.id, roundId)))
      .returning({ count: surveyRounds.receiptCount }),
  );
  const nextNumber = sql<string>`(select ${receiptPrefix(round)}::text ||
    lpad(receipt_count::text, greatest(4, length(receipt_count::text)), '0') from counter)`;
  const update = before.receiptNumber ? tx.update(responses) : tx.with(counter).update(responses);
  await update
    .set({
      ...fields,
      status: "submitted",
      source,
      late,
      receiptNumber: before.receiptNumber ?? nextNumber,
      revision,
      firstSubmittedAt: before.firstSubmittedAt ?? now,
      submittedAt: now,
      draft: null,
      draftSavedAt: null,
      reviewedBy: null,
      reviewedAt: null,
    })
    .where(and(eq(responses.wardId, wardId), eq(responses.id, responseId)));
}

/** All lines in one statement, however many. */
export async function writeLines(
  tx: Transaction,
  { respondent: { wardId, roundId, businessId }, responseId }: Sending,
  lines: readonly MergedLine[],
): Promise<void> {
  if (lines.length === 0) return;
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

/** Lines that were left out: they leave every figure and keep their row, because nominations may point to it. */
export async function withdrawLines(
  tx: Transaction,
  { respondent: { wardId }, responseId }: Sending,
  lineIds: string[],
): Promise<void> {
  if (lineIds.length === 0) return;
  await tx
    .update(needLines)
    .set({ status: "withdrawn", version: sql`${needLines.version} + 1` })
    .where(
      and(eq(needLines.wardId, wardId), eq(needLines.responseId, responseId), inArray(needLines.id, lineIds)),
    );
}

/** The answer as it was sent, for ever. Without the contact's name and phone, because they may have to be erased. */
export async function writeRevision(
  tx: Transaction,
  { respondent: { wardId }, responseId, revision, source, submittedBy, now: submittedAt }: Sending,
  { contactName: _name, phone: _phone, ...content }: Answer,
): Promise<void> {
  await tx
    .insert(responseRevisions)
    .values({ wardId, responseId, revision, source, submittedBy, submittedAt, content });
}
