import type { Database } from "#app/db/client.server.ts";
import { mapInTurns } from "#app/lib/in-turns.server.ts";
import type { OfficeActor } from "../actor.ts";
import { listActiveClusters } from "../clusters/queries.server.ts";
import { describeImport } from "../imports/described-import.server.ts";
import { digestOfRows } from "../imports/queries.server.ts";
import { openFirst, outcomeOf, rowsToShow } from "../imports/rules.ts";
import type { RowState } from "../imports/schema.ts";
import { getImport } from "../imports/stored-import.server.ts";
import { tryUnderstand } from "../imports/understand-import.server.ts";
import { findKnownBusinesses } from "./import-known.server.ts";
import { businessPlanner } from "./import-plan.ts";
import { showBusinessRow } from "./import-shown.ts";
import { businessList } from "./workbook-fields.ts";

type Params = { state: RowState | null; page: number; pageSize: number };

/**
 * An uploaded list of businesses as its page shows it: what was understood of the file, what saving it now would do,
 * and one page of its rows. Of a saved one, the outcome and what is left to be mended.
 * @throws NotFound
 */
export async function getBusinessPreview(
  db: Database,
  actor: OfficeActor,
  importId: string,
  { state, page, pageSize }: Params,
) {
  const found = await getImport(db, actor, "businesses", importId);
  const { settings } = found;
  const read = await tryUnderstand(db, "businesses", found);
  const { file } = read;
  const sent = file?.table?.rows ?? [];
  const [described, clusters, known] = await Promise.all([
    describeImport(db, "businesses", found, read),
    listActiveClusters(db, actor),
    findKnownBusinesses(db, actor, sent),
  ]);
  const planned = await mapInTurns(sent, businessPlanner(known, settings));
  const all = rowsToShow(found, planned);
  const rows = openFirst(all.filter((row) => state === null || row.state === state));
  const names = new Map(clusters.map(({ id, name }) => [id, name]));
  const show = showBusinessRow({ file, settings, names });
  return {
    ...described,
    meanings: businessList.fields.map(({ field }) => field),
    clusters,
    plan: outcomeOf(all),
    seen: await digestOfRows(planned),
    rows: await mapInTurns(rows.slice((page - 1) * pageSize, page * pageSize), show),
    total: rows.length,
  };
}
