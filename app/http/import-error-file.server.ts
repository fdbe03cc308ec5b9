import type { LoaderFunctionArgs } from "@remix-run/node";
import { NotFound } from "#app/domain/errors.ts";
import { recordExport } from "#app/domain/exports/record-export.server.ts";
import type { ShownImport } from "#app/domain/imports/described-import.server.ts";
import { errorNotes } from "#app/domain/imports/error-notes.ts";
import type { ImportKind } from "#app/domain/imports/schema.ts";
import { findSentFile, type Importer } from "#app/domain/imports/stored-import.server.ts";
import { serverTranslator } from "#app/i18n/catalogues.server.ts";
import { annotateWorkbook } from "#app/spreadsheet/editing/annotate-workbook.server.ts";
import { downloadBytes } from "./downloads.server.ts";

/**
 * The sender's own file with the column "Cần sửa", written down before its first byte. For loaders of `errors.xlsx`,
 * after the guard and `countTry`.
 * @param preview the import with all of its rows
 * @throws NotFound once the file was purged, and where nothing is to be mended
 */
export async function downloadErrorFile(
  { context: { db } }: LoaderFunctionArgs,
  actor: Importer,
  kind: ImportKind,
  preview: ShownImport,
): Promise<Response> {
  const t = serverTranslator("vi");
  const { understood, fileName, id } = preview;
  const bytes = await findSentFile(db, actor, kind, id);
  const notes = errorNotes(kind, preview.rows, t);
  if (!bytes || !understood || notes.size === 0) throw new NotFound();
  const { sheet, headerRows, columns } = understood;
  await recordExport(db, actor, {
    kind: "import",
    wardId: actor.wardId,
    subjectId: id,
    columns: [...columns.map(({ label, letter }) => label || letter), t("imports:errorFile.column")],
    rowCount: preview.total,
    recipient: t("imports:errorFile.recipient"),
    purpose: t("imports:errorFile.purpose"),
  });
  const annotated = await annotateWorkbook(bytes, { sheet, headerRow: headerRows.last, notes });
  const name = t("imports:errorFile.name", { fileName: fileName.replace(/\.\w+$/, "") });
  return downloadBytes({ fileName: name, bytes: annotated });
}
