import type { Database } from "#app/db/client.server.ts";
import { ConstraintViolation, ContentDiffers } from "#app/db/errors.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { Closing, inTransaction, onceInTransaction, onViolation } from "#app/db/transaction.server.ts";
import { type InvitationActor, type OfficeActor, onceBy } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { ChangedMeanwhile, Conflict, Invalid } from "../errors.ts";
import type { Respondent } from "./queries.server.ts";
import { mergeLines } from "./rules.ts";
import type { AnswerOnBehalfInput, ResponseSource, SubmitResponseInput } from "./schema.ts";
import { type Answer, findSameAnswer, getStanding, requireTakingAnswers } from "./stored-answer.server.ts";
import { insertResponse, type Sending, updateResponse, writeContent } from "./write-answer.server.ts";

export type Sent = { responseId: string };

/**
 * Sends the answer of a business, for the first time or corrected: by the business through its link, or by an officer
 * of its ward who was told it. The first sending takes the ward's next receipt number of the round's year, which stays
 * through every correction; lines keep their identity, and a line that is left out is withdrawn, never deleted. A draft
 * ends when the business itself sends; an officer's sending leaves it.
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
    return await onceInTransaction(db, onceBy(actor, "response.submit", input), async (tx) => {
      const { round, sent, lines: stored } = await getStanding(tx, respondent);
      const phase = requireTakingAnswers(round, now);
      if ((sent?.version ?? 0) !== input.version) throw changedMeanwhile();
      const { lines, removed } = mergeLines(stored, answer.needs, newId);
      const sending: Sending = {
        respondent,
        responseId: sent?.id ?? newId(),
        revision: (sent?.revision ?? 0) + 1,
        source,
        submittedBy: actor.role === "office" ? actor.accountId : null,
        // Late is who answers for the first time after the last day, not who is asked to correct an answer then.
        late: sent ? sent.late : phase === "closing",
        now,
      };
      if (sent && !(await updateResponse(tx, sending, input.version, answer))) throw changedMeanwhile();
      const { contactName, phone, workerCount, femaleCount, digitalWorkerCount, noNeed } = answer;
      return new Closing(
        { responseId: sending.responseId },
        ...(sent ? [] : [insertResponse(tx, sending, round.year, answer)]),
        writeContent(tx, sending, { ...answer, needs: lines }, removed),
        recordAudit(tx, actor, {
          action: sent ? "response.correct" : "response.submit",
          entity: "response",
          entityId: sending.responseId,
          before: sent,
          after: {
            ...{ contactName, phone, workerCount, femaleCount, digitalWorkerCount, noNeed, source },
            ...{ status: "submitted", revision: sending.revision, needs: lines.length },
          },
          personal: ["contactName", "phone"],
        }),
      );
    });
  } catch (thrown) {
    onViolation(thrown, "need_lines_skill_id_skills_id_fk", () => {
      throw new Invalid("needs", "survey:errors.skill");
    });
    const isSecond =
      thrown instanceof ConstraintViolation && thrown.constraint === "responses_one_per_business";
    const error = isSecond ? changedMeanwhile() : thrown;
    if (!(error instanceof Conflict || error instanceof ContentDiffers)) throw error;
    // Two tabs, or a page that was loaded again and sent again: the same answer has the same receipt.
    const same = await inTransaction(db, (tx) => findSameAnswer(tx, respondent, answer));
    if (same) return same;
    throw error;
  }
}

const changedMeanwhile = () => new ChangedMeanwhile("survey:errors.changedMeanwhile");

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
