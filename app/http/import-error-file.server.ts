import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Database } from "#app/db/client.server.ts";
import type { OfficeActor } from "#app/domain/actor.ts";
import { Conflict, NotFound } from "#app/domain/errors.ts";
import { recordExport } from "#app/domain/exports/record-export.server.ts";
import type { ShownImport } from "#app/domain/imports/described-import.server.ts";
import { errorNotes, mendedRows, wrongCells } from "#app/domain/imports/error-notes.ts";
import type { ImportKind } from "#app/domain/imports/schema.ts";
import { findSentFile, getImport } from "#app/domain/imports/stored-import.server.ts";
import { serverTranslator } from "#app/i18n/catalogues.server.ts";
import { type Annotation, annotateWorkbook } from "#app/spreadsheet/editing/annotate-workbook.server.ts";
import { Unreadable } from "#app/spreadsheet/reading/read-problems.ts";
import { downloadBytes } from "./downloads.server.ts";

/**
 * The sender's own file with the column "Cần sửa", written down before its first byte. For loaders of `errors.xlsx`,
 * after the guard and `countTry`.
 * @param preview the import with all of its rows
 * @throws NotFound once the file was purged, and where nothing is to be mended; Conflict when it cannot be written now
 */
export function downloadErrorFile(
  { context: { db }, request }: LoaderFunctionArgs,
  actor: OfficeActor,
  kind: ImportKind,
  preview: ShownImport,
): Promise<Response> {
  return downloadBytes(request, actor, () => makeErrorFile(db, actor, kind, preview));
}

async function makeErrorFile(
  db: Database,
  actor: OfficeActor,
  kind: ImportKind,
  preview: ShownImport,
): Promise<{ fileName: string; bytes: Uint8Array }> {
  const t = serverTranslator("vi");
  const { understood, fileName, id } = preview;
  const { settings } = await getImport(db, actor, kind, id);
  const bytes = await findSentFile(db, actor, kind, id);
  const notes = errorNotes(kind, preview.rows, t);
  if (!bytes || !understood || notes.size === 0) throw new NotFound();
  const { sheet, headerRows, columns } = understood;
  const annotated = await annotate(bytes, {
    sheet,
    headerRow: headerRows.last,
    notes,
    wrongCells: wrongCells(preview.rows, columns),
    mended: mendedRows(kind, settings.mends, understood, t),
  });
  await recordExport(db, actor, {
    kind: "import",
    wardId: actor.wardId,
    subjectId: id,
    // What was taken for the header may be a row of people, and this entry stays for ever.
    columns: [...columns.map(({ field, letter }) => field ?? letter), t("imports:errorFile.column")],
    rowCount: preview.total,
    recipient: t("imports:errorFile.recipient"),
    purpose: t("imports:errorFile.purpose"),
  });
  return {
    fileName: t("imports:errorFile.name", { fileName: fileName.replace(/\.\w+$/, "") }),
    bytes: annotated,
  };
}

async function annotate(bytes: Uint8Array, annotation: Annotation): Promise<Uint8Array> {
  try {
    return await annotateWorkbook(bytes, annotation);
  } catch (error) {
    if (error instanceof Unreadable) throw new Conflict(`files:unreadable.${error.problem}`);
    throw error;
  }
}
