import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { nominations } from "#app/db/schema/index.ts";
import { onceInTransaction } from "#app/db/transaction.server.ts";
import { type OfficeActor, onceBy } from "../actor.ts";
import { getRun } from "../courses/queries.server.ts";
import { Conflict } from "../errors.ts";
import { setEmployer } from "../people/file-of.server.ts";
import { lockFiles, settleNumber } from "../people/settle-number.server.ts";
import { lockSeats, takeSeat } from "../seats/take-seat.server.ts";
import { requireAsSeen } from "../selection.server.ts";
import { mostAtOnce } from "../selection.ts";
import { lockEditableList } from "./editable-list.server.ts";
import type { AcceptInput, AcceptManyInput } from "./schema.ts";
import {
  type LockedNomination,
  recordStep,
  refuseUnlessProposed,
  selectNominations,
  stepOnce,
  updateNomination,
} from "./steps.server.ts";

/**
 * Takes a business's proposal into the list: the seat function says primary or reserve.
 * @throws as `stepOnce`; Conflict when the number that the business typed belongs to somebody else
 */
export function acceptProposal(db: Database, actor: OfficeActor, input: AcceptInput): Promise<void> {
  return stepOnce(db, actor, "accept", input, async (tx, nomination) => {
    refuseUnlessProposed(nomination);
    // The seats are locked before anything is written to the chain, as everywhere.
    await lockSeats(tx, nomination);
    await lockFiles(tx, actor, [nomination.personId]);
    const personId = await settleNumber(tx, actor, nomination.personId);
    if (personId === null) throw new Conflict("nominations:errors.numberElsewhere");
    await accept(tx, actor, { ...nomination, personId });
  });
}

/**
 * Takes many proposals of a run at once, in the order in which they came, so that the first get the free seats. Those
 * whose number the office has to look at first stay proposals.
 * @returns how many were taken, and how many stayed
 * @throws NotFound; Conflict when the list is submitted or proposals changed since the page was read
 */
export async function acceptProposals(
  db: Database,
  actor: OfficeActor,
  input: AcceptManyInput,
): Promise<{ taken: number; left: number }> {
  return onceInTransaction(db, onceBy(actor, "nomination.acceptMany", input), async (tx) => {
    const run = await getRun(tx, actor, input.runId);
    const place = { wardId: actor.wardId, runId: run.id };
    await lockEditableList(tx, place);
    await lockSeats(tx, place);
    const proposals = await lockProposals(tx, actor, input);
    requireAsSeen(
      proposals.map(({ id }) => id),
      input,
    );
    let taken = 0;
    for (const nomination of proposals) {
      const personId = await settleNumber(tx, actor, nomination.personId);
      if (personId === null) continue;
      await accept(tx, actor, { ...nomination, personId });
      taken += 1;
    }
    return { taken, left: proposals.length - taken };
  });
}

/** With the files that taking them may change: an officer who mends one meanwhile waits, or this command does. */
async function lockProposals(
  tx: Transaction,
  actor: OfficeActor,
  { runId, scope, chosen }: AcceptManyInput,
): Promise<LockedNomination[]> {
  const proposed = and(
    eq(nominations.runId, runId),
    eq(nominations.status, "proposed"),
    scope === "chosen" ? inArray(nominations.id, chosen) : undefined,
  );
  const proposals = await selectNominations(tx, actor, proposed)
    .orderBy(asc(nominations.createdAt), asc(nominations.id))
    .limit(mostAtOnce + 1)
    .for("no key update");
  await lockFiles(
    tx,
    actor,
    proposals.map(({ personId }) => personId),
  );
  return proposals;
}

async function accept(tx: Transaction, actor: OfficeActor, nomination: LockedNomination): Promise<void> {
  const { seat, position } = await takeSeat(tx, nomination);
  await updateNomination(tx, nomination.id, { status: seat, position });
  const changesEmployer = await setEmployer(tx, nomination);
  await recordStep(tx, actor, "nomination.accept", nomination, { status: seat, position, changesEmployer });
}
