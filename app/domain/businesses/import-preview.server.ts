import type { Queryable } from "#app/db/client.server.ts";
import type { OfficeActor } from "../actor.ts";
import { listActiveClusters } from "../clusters/queries.server.ts";
import type { RowState } from "./import-plan.ts";
import { findSavedFile, getImport, outcomeOf, planRows } from "./imports.server.ts";
import { showRow } from "./shown-rows.ts";

type Params = { clusterId: string | null; state: RowState | null; page: number; pageSize: number };

/**
 * An uploaded list as its page shows it: what was understood of the file, what saving it now would do with the
 * cluster `clusterId`, and one page of its rows. Of a saved one, the outcome and the rows that were refused.
 * @throws NotFound
 */
export async function getImportPreview(
  db: Queryable,
  actor: OfficeActor,
  importId: string,
  { clusterId, state, page, pageSize }: Params,
) {
  const { content, ...found } = await getImport(db, actor, importId);
  const clusters = await listActiveClusters(db, actor);
  const cluster = clusters.find(({ id }) => id === clusterId) ?? null;
  const planned = content.saved?.refused ?? (await planRows(db, actor, content.rows, cluster?.id ?? null));
  const rows = planned.filter((row) => state === null || row.state === state);
  const names = new Map(clusters.map(({ id, name }) => [id, name]));
  return {
    id: found.id,
    fileName: found.fileName,
    savedAt: found.savedAt,
    sameFileSavedAt: content.saved ? null : await findSavedFile(db, actor, found.fileHash),
    sheet: content.sheet,
    headerRows: content.headerRows,
    columns: content.columns,
    skipped: content.skipped.map(({ number }) => number),
    notes: content.notes,
    clusters,
    clusterId: cluster?.id ?? null,
    outcome: content.saved?.outcome ?? outcomeOf(planned),
    rows: rows.slice((page - 1) * pageSize, page * pageSize).map((row) => showRow(row, names)),
    total: rows.length,
  };
}
