import type { Queryable } from "#app/db/client.server.ts";
import type { ColumnReading } from "#app/spreadsheet/understanding/reading-decisions.ts";
import { maskedColumn, maskedTop } from "./masked-sheet.ts";
import { findSameFile } from "./queries.server.ts";
import { countsOf, type ImportOutcome } from "./rules.ts";
import type { ImportKind } from "./schema.ts";
import type { ShownRow } from "./shown-row.ts";
import type { StoredImport } from "./stored-import.server.ts";
import type { UnderstoodFile } from "./understood-file.ts";

/** What the page of any import tells: its file, how it was understood, and what was decided about it. */
export async function describeImport(
  db: Queryable,
  kind: ImportKind,
  found: StoredImport,
  { file, unread }: { file: UnderstoodFile | null; unread: string | null },
) {
  const { id, fileName, sender, version, status, outcome, savedAt, undoneAt, isPurged, settings } = found;
  const { choices, mode, clusterId, outsideNeedReason, lateNote, layoutId } = settings;
  const { table = null, top = null, readable = [], looksLike = null } = file ?? {};
  const columns: ColumnReading<string>[] = table?.columns ?? [];
  return {
    id,
    fileName,
    /** The business whose list it is; null for a list of several, or the office's own. */
    sender,
    version,
    status,
    outcome: outcome === null ? null : countsOf(outcome),
    savedAt,
    undoneAt,
    settings: { choices, mode, clusterId, outsideNeedReason, lateNote, isRemembered: layoutId !== null },
    isPurged,
    /** Why the file could not be understood now; read by `parseMessage`. */
    unread,
    sameFile: status === "preview" ? await findSameFile(db, found, kind) : null,
    notes: file?.notes ?? [],
    sheets: file?.sheets ?? [],
    /** The kind of list that the file seems to be instead. */
    looksLike: status === "preview" ? looksLike : null,
    understood: table && {
      sheet: table.sheet,
      headerRows: table.headerRows,
      columns: columns.map(maskedColumn),
      decisions: table.decisions,
    },
    /** Where no list was found: the top of the sheet, and columns whose meaning can be chosen. */
    top: top && maskedTop(top, readable),
    readable: readable.map(maskedColumn),
  };
}

export type DescribedImport = Awaited<ReturnType<typeof describeImport>>;

/**
 * An import of any kind as its page gets it: what saving would do, the digest of that, and one page of its rows; of a
 * saved one all this is about the rows that were left.
 */
export type ShownImport = DescribedImport & {
  plan: ImportOutcome;
  seen: string;
  rows: ShownRow[];
  total: number;
};
