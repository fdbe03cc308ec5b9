import { sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { nominations } from "#app/db/schema/index.ts";

/**
 * Which seat a row of `nominations` has: its own while the list is made, that of the issued list afterwards. Null for
 * a nomination that has none.
 */
export const seatOfNomination = sql<"primary" | "reserve" | null>`case
  when ${nominations.status} in ('primary', 'reserve') then ${nominations.status}::text
  when ${nominations.status} = 'sent' then (
    select r.seat::text from nominee_list_rows r where r.run_id = ${nominations.runId}
      and r.ward_id = ${nominations.wardId} and r.nomination_id = ${nominations.id})
  end`;

export type SeatMismatch = {
  runId: string;
  wardId: string | null;
  problem: "allotmentCounter" | "runCounter" | "runSeats" | "waitingWhileFree" | "samePosition";
};

/**
 * Every place where the seats do not add up: a counter that differs from its rows, a run whose seats are not the sum
 * of its allotments, a reserve that waits beside a free seat of an editable list, two nominations at one position.
 * Empty when all is well; run by tests and by whoever looks after an installation.
 */
export async function findSeatMismatches(db: Queryable): Promise<SeatMismatch[]> {
  const rows = await db.execute<SeatMismatch>(sql`
    with counted as (
      select a.run_id, a.ward_id, a.seats, a.seats_taken,
        count(*) filter (where n.status = 'primary' or n.status = 'sent' and exists (
          select from nominee_list_rows r where r.nomination_id = n.id and r.ward_id = n.ward_id
            and r.run_id = n.run_id and r.seat = 'primary')) as primaries,
        count(*) filter (where n.status = 'reserve') as reserves
      from seat_allotments a
      left join nominations n on n.ward_id = a.ward_id and n.run_id = a.run_id
      group by a.run_id, a.ward_id
    ), totals as (
      select run_id, sum(seats) as seats, sum(primaries) as primaries from counted group by run_id
    )
    select run_id as "runId", ward_id as "wardId", 'allotmentCounter' as problem
      from counted where seats_taken <> primaries
    union all
    select r.id, null, 'runCounter' from course_runs r join totals t on t.run_id = r.id
      where r.seats_taken <> t.primaries
    union all
    select r.id, null, 'runSeats' from course_runs r join totals t on t.run_id = r.id where r.seats <> t.seats
    union all
    select c.run_id, c.ward_id, 'waitingWhileFree' from counted c
      left join nominee_lists l on l.ward_id = c.ward_id and l.run_id = c.run_id
      where c.reserves > 0 and c.seats_taken < c.seats and coalesce(l.status in ('draft', 'returned'), true)
    union all
    select run_id, ward_id, 'samePosition' from nominations where status in ('primary', 'reserve')
      group by run_id, ward_id, status, position having count(*) > 1 or position is null`);
  return [...rows];
}
