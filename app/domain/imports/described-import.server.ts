import type { Queryable } from "#app/db/client.server.ts";
import { previewSheet } from "#app/spreadsheet/reading/preview-sheet.ts";
import { maskedColumn, maskedTop } from "./masked-sheet.ts";
import { findSameFile } from "./queries.server.ts";
import { findReadSheet, listReadableColumns, type UnderstoodTable } from "./read-table.ts";
import type { ImportOutcome } from "./rules.ts";
import type { ImportKind } from "./schema.ts";
import type { ShownRow } from "./shown-row.ts";
import type { StoredImport } from "./stored-import.server.ts";

/** What the page of any import tells: its file, how it was understood, and what was decided about it. */
export async function describeImport(
  db: Queryable,
  kind: ImportKind,
  found: StoredImport,
  table: UnderstoodTable | null,
) {
  const { id, fileName, version, status, outcome, savedAt, undoneAt, file, settings } = found;
  const { choices, mode, clusterId, outsideNeedReason, lateNote, layoutId } = settings;
  const sheet = file && findReadSheet(file.sheets, choices, table);
  const readable = table || !file ? [] : listReadableColumns(kind, file.sheets, choices);
  return {
    id,
    fileName,
    version,
    status,
    outcome,
    savedAt,
    undoneAt,
    settings: { choices, mode, clusterId, outsideNeedReason, lateNote, isRemembered: layoutId !== null },
    isPurged: file === null,
    sameFile: status === "preview" ? await findSameFile(db, found, kind) : null,
    notes: file?.notes ?? [],
    sheets: file?.sheets.map(({ name, hidden }) => ({ name, hidden })) ?? [],
    understood: table && {
      sheet: table.sheet,
      headerRows: table.headerRows,
      columns: table.columns.map(maskedColumn),
      decisions: table.decisions,
    },
    /** Where no list was found: the top of the sheet, and columns whose meaning can be chosen. */
    top: !table && sheet ? maskedTop(previewSheet(sheet), readable) : null,
    readable: readable.map(maskedColumn),
  };
}

export type DescribedImport = Awaited<ReturnType<typeof describeImport>>;

/** An import of any kind as its page gets it: what saving would do, the digest of that, and one page of its rows. */
export type ShownImport = DescribedImport & {
  plan: ImportOutcome;
  seen: string;
  rows: ShownRow[];
  total: number;
};
