import { type ReadOptions, readWorkbook } from "#app/spreadsheet/reading/read-workbook.server.ts";
import { recognizeFile } from "#app/spreadsheet/reading/recognize-file.ts";
import type { Sheet } from "#app/spreadsheet/workbook.ts";
import { Invalid } from "../errors.ts";

/**
 * The sheets of a form as the guarded reader gives them. A file that sends values elsewhere when it is opened may hold
 * no list of people.
 * @throws Invalid at `file`
 */
export async function readFormSheets(
  bytes: Uint8Array,
  options: Pick<ReadOptions, "onProgress"> = {},
): Promise<Sheet[]> {
  if (recognizeFile(bytes) === "text") throw new Invalid("file", "forms:errors.onlyXlsx");
  const read = await readWorkbook(bytes, options);
  if (!read.ok) throw new Invalid("file", `files:unreadable.${read.problem}`);
  if (read.notes.includes("externalLinksIgnored")) throw new Invalid("file", "forms:errors.externalLinks");
  return read.workbook.sheets;
}
