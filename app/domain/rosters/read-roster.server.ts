import { and, asc, eq, gt } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import { nomineeListRows } from "#app/db/schema/index.ts";
import type { TableValues } from "#app/spreadsheet/table-description.ts";
import { openListedId } from "../lists/national-id.server.ts";
import type { RosterColumn, RosterRow } from "./columns.ts";

const batchSize = 1_000;

/** A list whose rows are to be read: the caller has looked it up for its tenant. */
export type RosterSource = { listId: string; wardId: string; ward: string };

/**
 * The rows of lists as a file shows them, list after list, counted through. Read in batches, each a statement of its
 * own: a slow download holds two thousand rows and no connection, and the rows of an issued list do not change between
 * two batches. The next batch is on its way while one is written.
 */
export async function* readRoster(
  db: Queryable,
  sources: readonly RosterSource[],
  columns: readonly RosterColumn[],
): AsyncGenerator<TableValues> {
  let number = 0;
  for (const source of sources) {
    const { ward } = source;
    let coming: Promise<Batch> | null = readBatch(db, source, 0);
    while (coming) {
      const batch: Batch = await coming;
      const last = batch.at(-1);
      coming = last && batch.length === batchSize ? readBatch(db, source, last.number) : null;
      // When the download ends here, nobody asks for the next batch any more, nor for its failure.
      coming?.catch(() => {});
      for (const row of batch) {
        number += 1;
        // The row is this function's own: adding to it is cheaper than a copy of every row.
        yield valuesOf(Object.assign(row, { number, ward, nationalId: openListedId(row) }), columns);
      }
    }
  }
}

type Batch = Awaited<ReturnType<typeof readBatch>>;

export function valuesOf(row: RosterRow, columns: readonly RosterColumn[]): TableValues {
  return columns.map((column) => column.value(row));
}

function readBatch(db: Queryable, { listId, wardId }: RosterSource, after: number) {
  return db
    .select({
      id: nomineeListRows.id,
      wardId: nomineeListRows.wardId,
      number: nomineeListRows.number,
      seat: nomineeListRows.seat,
      fullName: nomineeListRows.fullName,
      birthDate: nomineeListRows.birthDate,
      gender: nomineeListRows.gender,
      nationalIdCipher: nomineeListRows.nationalIdCipher,
      phone: nomineeListRows.phone,
      position: nomineeListRows.position,
      qualification: nomineeListRows.qualification,
      employer: nomineeListRows.employer,
    })
    .from(nomineeListRows)
    .where(
      and(
        eq(nomineeListRows.listId, listId),
        eq(nomineeListRows.wardId, wardId),
        gt(nomineeListRows.number, after),
      ),
    )
    .orderBy(asc(nomineeListRows.number))
    .limit(batchSize)
    .execute();
}
