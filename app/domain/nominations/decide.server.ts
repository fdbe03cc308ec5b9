import type { Database } from "#app/db/client.server.ts";
import type { BusinessActor, OfficeActor } from "../actor.ts";
import { Conflict } from "../errors.ts";
import { releaseSeat } from "../seats/take-seat.server.ts";
import type { RefuseInput, WithdrawInput } from "./schema.ts";
import { recordStep, refuseUnlessProposed, stepOnce, updateNomination } from "./steps.server.ts";

/** Refuses a business's proposal and says why; the row stays, and leaves every figure. Throws as `stepOnce` says. */
export function refuseProposal(db: Database, actor: OfficeActor, input: RefuseInput): Promise<void> {
  return stepOnce(db, actor, "refuse", input, async (tx, nomination) => {
    refuseUnlessProposed(nomination);
    const change = { status: "not_eligible" as const, statusReason: input.reason };
    await updateNomination(tx, nomination.id, change);
    await recordStep(tx, actor, "nomination.refuse", nomination, change);
  });
}

/**
 * Takes a person off the list and says why; a seat that becomes free goes to the first reserve. A business may take
 * back what the office has not decided yet. Throws as `stepOnce` says; Conflict also for a seat of a run that is over.
 */
export function withdraw(
  db: Database,
  actor: OfficeActor | BusinessActor,
  input: WithdrawInput,
): Promise<void> {
  return stepOnce(db, actor, "withdraw", input, async (tx, nomination) => {
    const { status } = nomination;
    if (
      status !== "proposed" &&
      (actor.role === "business" || (status !== "primary" && status !== "reserve"))
    )
      throw new Conflict("nominations:errors.notWithdrawable");
    const change = { status: "withdrawn" as const, statusReason: input.reason, position: null };
    await updateNomination(tx, nomination.id, change);
    const promoted = status === "primary" ? await releaseSeat(tx, nomination) : [];
    await recordStep(tx, actor, "nomination.withdraw", nomination, { ...change, promoted });
  });
}
