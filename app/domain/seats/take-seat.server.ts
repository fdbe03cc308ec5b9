import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/client.server.ts";
import { courseRuns, nominations, seatAllotments } from "#app/db/schema/index.ts";
import { nominableStatuses } from "../courses/rules.ts";
import { Conflict, NotFound } from "../errors.ts";
import { seatsMayMove } from "./rules.ts";

/** The seats of one ward in one run. */
export type SeatPlace = { wardId: string; runId: string };
export type Seat = { seat: "primary" | "reserve"; position: number };

/**
 * Gives the next seat of a ward in a run. The one way in: a form, a workbook, a promotion or a replacement all come
 * through this file, which alone moves `seats_taken`. Waiting reserves go first, so a free seat cannot be jumped at.
 * The caller writes the nomination with what is returned, in the same transaction and under the lock of the ward's
 * list (nominations/editable-list.server.ts), which is always taken before the locks here.
 * @throws NotFound when the ward takes no part in the run; Conflict unless the run's list may still change
 */
export async function takeSeat(tx: Transaction, place: SeatPlace): Promise<Seat> {
  const [seat] = await takeSeats(tx, place, 1);
  if (!seat) throw new Error("one seat was asked for, and none was given");
  return seat;
}

/** As `takeSeat`, for so many people at once, in their order: the first get what is free, the others are reserves. */
export async function takeSeats(tx: Transaction, place: SeatPlace, count: number): Promise<Seat[]> {
  const { status, free } = await lockSeats(tx, place);
  if (!nominableStatuses.includes(status)) throw new Conflict("nominations:errors.runNotOpen");
  const promoted = free > 0 ? await promote(tx, place, free) : [];
  const primaries = Math.max(0, Math.min(count, free - promoted.length));
  if (primaries > 0) await moveSeatsTaken(tx, place, primaries);
  return [
    ...(await placesOf(tx, place, "primary", primaries)),
    ...(await placesOf(tx, place, "reserve", count - primaries)),
  ];
}

/**
 * Gives back the seats of primary nominations whose rows have already left the list, and promotes the first reserves.
 * @returns the ids of the nominations that were promoted
 * @throws Conflict once the run is over
 */
export async function releaseSeat(tx: Transaction, place: SeatPlace, count = 1): Promise<string[]> {
  const { free } = await lockSeats(tx, place);
  await moveSeatsTaken(tx, place, -count);
  return promote(tx, place, free + count);
}

/**
 * Sets how many seats a ward has; the run's seats move with them, and what is added goes to waiting reserves. Fewer
 * than are taken is refused by the database (`seat_allotments_seats_bound`).
 * @returns the ids of the nominations that were promoted, or null when the ward's seats were not `seatsBefore`
 * @throws Conflict once the run is over
 */
export async function resizeAllotment(
  tx: Transaction,
  place: SeatPlace,
  { seats, seatsBefore }: { seats: number; seatsBefore: number },
): Promise<string[] | null> {
  const { seats: current, free } = await lockSeats(tx, place);
  if (current !== seatsBefore) return null;
  const added = seats - current;
  await tx.update(seatAllotments).set({ seats }).where(sameAllotment(place));
  await tx
    .update(courseRuns)
    .set({ seats: sql`${courseRuns.seats} + ${added}` })
    .where(eq(courseRuns.id, place.runId));
  return promote(tx, place, free + added);
}

/**
 * Locks the run, then the ward's allotment, always in this order. Every ward of the run waits here, so what is read
 * is what is true until the commit. In a run that is over no seat moves any more, by whichever way.
 */
export async function lockSeats(tx: Transaction, { wardId, runId }: SeatPlace) {
  const [run] = await tx
    .select({ status: courseRuns.status, seats: courseRuns.seats, taken: courseRuns.seatsTaken })
    .from(courseRuns)
    .where(eq(courseRuns.id, runId))
    .for("update");
  const [allotment] = await tx
    .select({ seats: seatAllotments.seats, taken: seatAllotments.seatsTaken })
    .from(seatAllotments)
    .where(sameAllotment({ wardId, runId }))
    .for("update");
  if (!run || !allotment) throw new NotFound();
  if (!seatsMayMove(run.status)) throw new Conflict("nominations:errors.runOver");
  return {
    status: run.status,
    seats: allotment.seats,
    free: Math.min(run.seats - run.taken, allotment.seats - allotment.taken),
  };
}

/** Both counters move together. The condition of each is the constraint `…_seats_bound` of its table. */
async function moveSeatsTaken(tx: Transaction, place: SeatPlace, by: number): Promise<void> {
  await tx
    .update(courseRuns)
    .set({ seatsTaken: sql`${courseRuns.seatsTaken} + ${by}` })
    .where(eq(courseRuns.id, place.runId));
  await tx
    .update(seatAllotments)
    .set({ seatsTaken: sql`${seatAllotments.seatsTaken} + ${by}` })
    .where(sameAllotment(place));
}

/** Moves the first reserves up, as many as seats are free, to the end of the primaries. */
async function promote(tx: Transaction, place: SeatPlace, free: number): Promise<string[]> {
  if (free <= 0) return [];
  const rows = await tx.execute<{ id: string }>(sql`
    update ${nominations} set status = 'primary', version = version + 1,
      position = first_reserves.rank + (
        select coalesce(max(position), 0) from ${nominations}
        where ward_id = ${place.wardId} and run_id = ${place.runId} and status = 'primary')
    from (
      select id, row_number() over (order by position) as rank from ${nominations}
      where ward_id = ${place.wardId} and run_id = ${place.runId} and status = 'reserve'
      order by position limit ${free}
    ) as first_reserves
    where ${nominations.id} = first_reserves.id
    returning ${nominations.id} as id`);
  const promoted = [...rows].map((row) => row.id);
  if (promoted.length > 0) await moveSeatsTaken(tx, place, promoted.length);
  return promoted;
}

/** The next `count` places behind the last of that kind. */
async function placesOf(
  tx: Transaction,
  place: SeatPlace,
  seat: Seat["seat"],
  count: number,
): Promise<Seat[]> {
  if (count === 0) return [];
  const first = await endOf(tx, place, seat);
  return Array.from({ length: count }, (_, index) => ({ seat, position: first + index }));
}

/** The place behind the last of that kind. */
async function endOf(tx: Transaction, place: SeatPlace, status: Seat["seat"]): Promise<number> {
  const [last] = await tx
    .select({ position: sql<number>`coalesce(max(${nominations.position}), 0)::int` })
    .from(nominations)
    .where(
      and(
        eq(nominations.wardId, place.wardId),
        eq(nominations.runId, place.runId),
        eq(nominations.status, status),
      ),
    );
  return (last?.position ?? 0) + 1;
}

function sameAllotment({ wardId, runId }: SeatPlace) {
  return and(eq(seatAllotments.wardId, wardId), eq(seatAllotments.runId, runId));
}
