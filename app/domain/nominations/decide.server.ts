import type { Database, Transaction } from "#app/db/client.server.ts";
import type { BusinessActor, OfficeActor } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Conflict } from "../errors.ts";
import { setEmployer } from "../people/file-of.server.ts";
import { releaseSeat, takeSeat } from "../seats/take-seat.server.ts";
import type { AcceptInput, RefuseInput, WithdrawInput } from "./schema.ts";
import { type LockedNomination, stepOnce, updateNomination } from "./steps.server.ts";

/** Each of these happens once for the version that was looked at, and throws as `stepOnce` says. */

/** Takes a business's proposal into the list: the seat function says primary or reserve. */
export function acceptProposal(db: Database, actor: OfficeActor, input: AcceptInput): Promise<void> {
  return stepOnce(db, actor, "accept", input, async (tx, nomination) => {
    refuseUnlessProposed(nomination);
    const { seat, position } = await takeSeat(tx, nomination);
    await updateNomination(tx, nomination.id, { status: seat, position });
    const changesEmployer = await setEmployer(tx, nomination);
    await recordStep(tx, actor, "nomination.accept", nomination, { status: seat, position, changesEmployer });
  });
}

/** Refuses a business's proposal and says why; the row stays, and leaves every figure. */
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
 * back what the office has not decided yet.
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

function refuseUnlessProposed({ status }: LockedNomination): void {
  if (status !== "proposed") throw new Conflict("nominations:errors.notProposed");
}

async function recordStep(
  tx: Transaction,
  actor: OfficeActor | BusinessActor,
  action: string,
  nomination: LockedNomination,
  after: Record<string, unknown>,
): Promise<void> {
  await recordAudit(tx, actor, {
    action,
    entity: "nomination",
    entityId: nomination.id,
    before: nomination,
    after,
    personal: ["statusReason"],
  });
}
