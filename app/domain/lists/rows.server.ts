import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { businesses, nominations, nomineeListRows, people } from "#app/db/schema/index.ts";
import { openNationalId } from "../people/national-id.server.ts";
import { openListedId } from "./national-id.server.ts";
import { isEditable } from "./rules.ts";
import type { ListStatus } from "./schema.ts";

/** What says which rows a list has: those of its nominations while they may change, then its own. */
export type ListKey = { id: string; wardId: string; runId: string; status: ListStatus };

/** A row of the list as the screen shows it. */
export type ListRow = Awaited<ReturnType<typeof readRows>>[number];
/** With all twelve digits of the citizen ID number, where the person has given it. */
export type FullRow = ListRow & { nationalId: string | null };

/** The rows of a list in order, citizen ID numbers masked. The list must have been read for its tenant. */
export async function readRows(db: Queryable, list: ListKey) {
  const rows = await selectRows(db, list);
  return rows.map(({ nationalIdCipher: _cipher, rowId: _rowId, ...row }) => row);
}

/** As `readRows`, in full: for the snapshot, the seal and the files. Never for a page. */
export async function readFullRows(db: Queryable, list: ListKey): Promise<FullRow[]> {
  const rows = await selectRows(db, list);
  const open = isEditable(list.status) ? openNationalId : openListedId;
  return rows.map(({ nationalIdCipher, rowId, ...row }) => ({
    ...row,
    nationalId: open({ id: rowId, wardId: list.wardId, nationalIdCipher }),
  }));
}

function selectRows(db: Queryable, list: ListKey) {
  return isEditable(list.status) ? selectLiveRows(db, list) : selectOwnRows(db, list);
}

/** The live nominations, primaries first, each in the order of the list. */
function selectLiveRows(db: Queryable, { wardId, runId }: ListKey) {
  const order = sql`${nominations.status} = 'reserve', ${nominations.position}, ${nominations.id}`;
  return db
    .select({
      rowId: people.id,
      nominationId: nominations.id,
      number: sql<number>`row_number() over (order by ${order})`.mapWith(Number),
      seat: sql<"primary" | "reserve">`${nominations.status}::text`,
      fullName: people.fullName,
      gender: people.gender,
      birthDate: people.birthDate,
      // A number that still has to be settled with another file is nobody's yet: the row lacks it.
      nationalIdCipher: whereSettled(people.nationalIdCipher),
      nationalIdMasked: whereSettled(people.nationalIdMasked),
      phone: people.phone,
      email: people.email,
      position: people.position,
      qualification: people.qualification,
      employer: businesses.name,
      taxCode: businesses.taxCodeShown,
      outsideNeedReason: nominations.outsideNeedReason,
    })
    .from(nominations)
    .innerJoin(people, and(eq(people.wardId, nominations.wardId), eq(people.id, nominations.personId)))
    .innerJoin(
      businesses,
      and(eq(businesses.wardId, nominations.wardId), eq(businesses.id, nominations.businessId)),
    )
    .where(
      and(
        eq(nominations.wardId, wardId),
        eq(nominations.runId, runId),
        inArray(nominations.status, ["primary", "reserve"]),
      ),
    )
    .orderBy(order);
}

const whereSettled = (column: typeof people.nationalIdCipher | typeof people.nationalIdMasked) =>
  sql<string | null>`case when ${people.nationalIdIndex} is not null then ${column} end`;

/** The snapshot that was submitted. */
function selectOwnRows(db: Queryable, { wardId, id }: ListKey) {
  return db
    .select({
      rowId: nomineeListRows.id,
      nominationId: nomineeListRows.nominationId,
      number: nomineeListRows.number,
      seat: nomineeListRows.seat,
      fullName: nomineeListRows.fullName,
      gender: nomineeListRows.gender,
      birthDate: nomineeListRows.birthDate,
      nationalIdCipher: nomineeListRows.nationalIdCipher,
      nationalIdMasked: nomineeListRows.nationalIdMasked,
      phone: nomineeListRows.phone,
      email: nomineeListRows.email,
      position: nomineeListRows.position,
      qualification: nomineeListRows.qualification,
      employer: nomineeListRows.employer,
      taxCode: nomineeListRows.taxCode,
      outsideNeedReason: nominations.outsideNeedReason,
    })
    .from(nomineeListRows)
    .innerJoin(
      nominations,
      and(eq(nominations.wardId, nomineeListRows.wardId), eq(nominations.id, nomineeListRows.nominationId)),
    )
    .where(and(eq(nomineeListRows.wardId, wardId), eq(nomineeListRows.listId, id)))
    .orderBy(asc(nomineeListRows.number));
}
