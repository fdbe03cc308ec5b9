import type { Database } from "#app/db/client.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { Closing, inTransaction, onceInTransaction, onViolation } from "#app/db/transaction.server.ts";
import { actorKey, type InvitationActor, type OfficeActor } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Conflict, Invalid } from "../errors.ts";
import type { Respondent } from "./queries.server.ts";
import { mergeLines } from "./rules.ts";
import type { AnswerOnBehalfInput, ResponseSource, SubmitResponseInput } from "./schema.ts";
import {
  type Answer,
  claimResponse,
  findSameAnswer,
  getRoundAndLines,
  requireTakingAnswers,
} from "./stored-answer.server.ts";
import {
  type Sending,
  withdrawLines,
  writeLines,
  writeResponse,
  writeRevision,
} from "./write-answer.server.ts";

export type Sent = { responseId: string };

/**
 * Sends the answer of a business, for the first time or corrected: by the business through its link, or by an officer
 * of its ward who was told it. The first sending takes the round's next receipt number, which stays through every
 * correction; lines keep their identity, and a line that is left out is withdrawn, never deleted.
 * @throws Conflict when the round takes no answers, or another answer was saved since the form was made; NotFound
 */
export async function submitResponse(
  db: Database,
  actor: InvitationActor,
  input: SubmitResponseInput,
  now?: Date,
): Promise<Sent>;
export async function submitResponse(
  db: Database,
  actor: OfficeActor,
  input: AnswerOnBehalfInput,
  now?: Date,
): Promise<Sent>;
export async function submitResponse(
  db: Database,
  actor: InvitationActor | OfficeActor,
  input: SubmitResponseInput | AnswerOnBehalfInput,
  now = new Date(),
): Promise<Sent> {
  const { respondent, source } = whoAnswers(actor, input);
  const answer = answerOf(input);
  try {
    return await onceInTransaction(db, { key: input.idempotencyKey, actor: actorKey(actor) }, async (tx) => {
      const { round, lines: stored } = await getRoundAndLines(tx, respondent);
      const phase = requireTakingAnswers(round, now);
      const before = await claimResponse(tx, respondent, input.version);
      const { lines, removed } = mergeLines(stored, answer.needs, newId);
      const sending: Sending = {
        respondent,
        responseId: before.id,
        revision: before.revision + 1,
        source,
        submittedBy: actor.role === "office" ? actor.accountId : null,
        // Late is who answers for the first time after the last day, not who is asked to correct an answer then.
        late: before.firstSubmittedAt ? before.late : phase === "closing",
        now,
      };
      const { contactName, phone, workerCount, femaleCount, digitalWorkerCount, noNeed } = answer;
      return new Closing(
        { responseId: before.id },
        writeResponse(tx, sending, before, round, answer),
        writeLines(tx, sending, lines),
        withdrawLines(tx, sending, removed),
        writeRevision(tx, sending, { ...answer, needs: lines }),
        recordAudit(tx, actor, {
          action: before.revision === 0 ? "response.submit" : "response.correct",
          entity: "response",
          entityId: before.id,
          before: before.revision === 0 ? null : before,
          after: {
            ...{ contactName, phone, workerCount, femaleCount, digitalWorkerCount, noNeed, source },
            ...{ status: "submitted", revision: sending.revision, needs: lines.length },
          },
          personal: ["contactName", "phone"],
        }),
      );
    });
  } catch (error) {
    onViolation(error, "need_lines_skill_id_skills_id_fk", () => {
      throw new Invalid("needs", "survey:errors.skill");
    });
    if (!(error instanceof Conflict)) throw error;
    // Two tabs, or a page that was loaded again and sent again: the same answer has the same receipt.
    const same = await inTransaction(db, (tx) => findSameAnswer(tx, respondent, answer));
    if (same) return same;
    throw error;
  }
}

function whoAnswers(
  actor: InvitationActor | OfficeActor,
  input: SubmitResponseInput | AnswerOnBehalfInput,
): { respondent: Respondent; source: ResponseSource } {
  if (actor.role === "invitation") return { respondent: actor, source: "own" };
  const { roundId, businessId, source } = input as AnswerOnBehalfInput;
  return { respondent: { wardId: actor.wardId, roundId, businessId }, source };
}

function answerOf(input: SubmitResponseInput): Answer {
  const { contactName, contactTitle, phone, workerCount, femaleCount, digitalWorkerCount } = input;
  const { noNeed, note, needs } = input;
  return {
    contactName,
    contactTitle,
    phone,
    workerCount,
    femaleCount,
    digitalWorkerCount,
    noNeed,
    note,
    needs,
  };
}
