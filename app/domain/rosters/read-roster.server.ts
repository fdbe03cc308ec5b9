import { and, asc, eq, gt, inArray, type SQL } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { nomineeListRows } from "#app/db/schema/index.ts";
import type { TableValues } from "#app/spreadsheet/writing/table-description.ts";
import { openListedId } from "../lists/national-id.server.ts";
import type { FileColumn, RosterRow } from "./columns.ts";
import { orderRows } from "./order-rows.ts";
import type { RosterSort } from "./template.ts";

const batchSize = 1_000;

/** A list whose rows are to be read: the caller has looked it up for its tenant. */
export type RosterSource = { listId: string; wardId: string; ward: string };

/** A line of a roster, and what it is a line of. */
export type ListedRow = RosterRow & { id: string; listId: string; nominationId: string };

/**
 * The rows of lists as a file shows them, counted through. Read in batches, each a statement of its own: a slow
 * download holds two thousand rows and no connection, and the rows of an issued list do not change between two batches.
 * The next batch is on its way while one is written.
 */
export async function* readRoster(
  db: Queryable,
  sources: readonly RosterSource[],
  columns: readonly FileColumn[],
  sort: RosterSort = "list",
): AsyncGenerator<TableValues> {
  for await (const rows of readBatches(db, sources, sort))
    for (const row of rows) yield valuesOf(row, columns);
}

export function valuesOf<Row>(row: Row, columns: readonly FileColumn<Row>[]): TableValues {
  return columns.map((column) => column.value(row));
}

/** As `readRoster`, batch by batch, for whoever has more to ask about the people of each. */
export async function* readBatches(
  db: Queryable,
  sources: readonly RosterSource[],
  sort: RosterSort,
): AsyncGenerator<ListedRow[]> {
  const wards = new Map(sources.map(({ listId, ward }) => [listId, ward]));
  const reads = sort === "list" ? listAfterList(db, sources) : await inOrder(db, sources, sort);
  let number = 0;
  let coming: Promise<Batch> | null = reads.next();
  while (coming) {
    const batch: Batch = await coming;
    coming = batch.length > 0 ? reads.next() : null;
    // When the download ends here, nobody asks for the next batch any more, nor for its failure.
    coming?.catch(() => {});
    // The rows are this function's own: adding to them is cheaper than a copy of each.
    if (batch.length > 0)
      yield batch.map((row) => {
        number += 1;
        return Object.assign(row, {
          number,
          ward: wards.get(row.listId) ?? "",
          nationalId: openListedId(row),
        });
      });
  }
}

type Batch = Awaited<ReturnType<typeof selectListed>>;
/** Gives one batch after the other; an empty one is the end. */
type Reads = { next: () => Promise<Batch> };

function listAfterList(db: Queryable, sources: readonly RosterSource[]): Reads {
  let place = 0;
  let after = 0;
  const next = async (): Promise<Batch> => {
    const source = sources[place];
    if (!source) return [];
    const batch = await selectListed(db, and(rowsOf(source), gt(nomineeListRows.number, after)));
    if (batch.length === batchSize) after = batch.at(-1)?.number ?? after;
    else {
      place += 1;
      after = 0;
    }
    return batch.length > 0 ? batch : next();
  };
  return { next };
}

/** Sorted over all lists: what they are sorted by is read first, and is all that grows with the rows. */
async function inOrder(db: Queryable, sources: readonly RosterSource[], sort: RosterSort): Promise<Reads> {
  const keys = [];
  for (const source of sources)
    keys.push(
      ...(await db
        .select({
          id: nomineeListRows.id,
          wardId: nomineeListRows.wardId,
          fullName: nomineeListRows.fullName,
          employer: nomineeListRows.employer,
          position: nomineeListRows.position,
        })
        .from(nomineeListRows)
        .where(rowsOf(source))
        .orderBy(asc(nomineeListRows.number))),
    );
  const ids = orderRows(keys, sort).map(({ id }) => id);
  let from = 0;
  const next = async (): Promise<Batch> => {
    const wanted = ids.slice(from, from + batchSize);
    from += batchSize;
    if (wanted.length === 0) return [];
    const found = await selectListed(db, inArray(nomineeListRows.id, wanted));
    const byId = new Map(found.map((row) => [row.id, row]));
    return wanted.flatMap((id) => byId.get(id) ?? []);
  };
  return { next };
}

function rowsOf({ listId, wardId }: RosterSource): SQL | undefined {
  return and(eq(nomineeListRows.listId, listId), eq(nomineeListRows.wardId, wardId));
}

function selectListed(db: Queryable, condition: SQL | undefined) {
  return db
    .select({
      id: nomineeListRows.id,
      wardId: nomineeListRows.wardId,
      listId: nomineeListRows.listId,
      nominationId: nomineeListRows.nominationId,
      number: nomineeListRows.number,
      seat: nomineeListRows.seat,
      fullName: nomineeListRows.fullName,
      birthDate: nomineeListRows.birthDate,
      gender: nomineeListRows.gender,
      nationalIdCipher: nomineeListRows.nationalIdCipher,
      phone: nomineeListRows.phone,
      email: nomineeListRows.email,
      position: nomineeListRows.position,
      qualification: nomineeListRows.qualification,
      employer: nomineeListRows.employer,
      taxCode: nomineeListRows.taxCode,
    })
    .from(nomineeListRows)
    .where(condition)
    .orderBy(asc(nomineeListRows.number))
    .limit(batchSize)
    .execute();
}
