import { Unreadable } from "#app/spreadsheet/reading/read-problems.ts";
import { readWorkbook } from "#app/spreadsheet/reading/read-workbook.server.ts";
import { recognizeFile } from "#app/spreadsheet/reading/recognize-file.ts";
import { editWorkbook } from "./edit-workbook.server.ts";
import type { Annotation } from "./mark-rows.server.ts";

export type { Annotation };

/**
 * The sender's own file with a column "Cần sửa" right of its table, and with what was mended already; everything else
 * stays as it was, macros apart, which are left out. A text file (.csv) comes back as .xlsx. For files that `readWorkbook` has read.
 * @param fileName as the sender called it
 * @throws {Unreadable} when the file cannot be read after all, or the machine is too busy
 */
export async function annotateWorkbook(
  bytes: Uint8Array,
  annotation: Annotation,
  { fileName }: { fileName?: string } = {},
): Promise<Uint8Array> {
  if (recognizeFile(bytes) === "zip") return editWorkbook({ task: "markRows", bytes, annotation });
  const read = await readWorkbook(bytes, fileName === undefined ? {} : { fileName });
  if (!read.ok) throw new Unreadable(read.problem, read.detail);
  const [sheet] = read.workbook.sheets;
  if (!sheet) throw new Unreadable("empty");
  return editWorkbook({ task: "markText", sheet, annotation });
}
