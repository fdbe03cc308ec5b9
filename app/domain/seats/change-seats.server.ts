import type { Database } from "#app/db/client.server.ts";
import { inTransaction, onViolation } from "#app/db/transaction.server.ts";
import type { OfficeActor } from "../actor.ts";
import { changedMeanwhile } from "../audit/changed-meanwhile.server.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { getRun } from "../courses/queries.server.ts";
import type { ChangeSeatsInput } from "../courses/schema.ts";
import { Invalid } from "../errors.ts";
import { lockEditableList } from "../nominations/editable-list.server.ts";
import { resizeAllotment } from "./take-seat.server.ts";

/**
 * Writes down how many seats the ward now has in a run: the organiser gave more, or took some back. Reserves move up
 * into what is added, so the ward's list must still be editable.
 * @throws Invalid at `seats` when more are taken already; Conflict for a list that has been submitted, for a run
 * that is over and when the seats were changed meanwhile; NotFound
 */
export async function changeSeats(db: Database, actor: OfficeActor, input: ChangeSeatsInput): Promise<void> {
  const { runId, seats, seatsBefore } = input;
  const place = { wardId: actor.wardId, runId };
  const work = inTransaction(db, async (tx) => {
    const run = await getRun(tx, actor, runId);
    await lockEditableList(tx, place);
    const promoted = await resizeAllotment(tx, place, { seats, seatsBefore });
    if (promoted === null) throw await changedMeanwhile(tx, actor, { entity: "run", entityId: runId });
    await recordAudit(tx, actor, {
      action: "run.seats",
      entity: "run",
      entityId: runId,
      before: { seats: run.seats },
      after: { seats, promoted },
    });
  });
  try {
    await work;
  } catch (error) {
    onViolation(error, "seat_allotments_seats_bound", () => {
      throw new Invalid("seats", "courses:errors.seatsBelowTaken");
    });
    throw error;
  }
}
