import type { Queryable } from "#app/db/client.server.ts";
import { columnLetter } from "#app/spreadsheet/cell-address.ts";
import { previewSheet } from "#app/spreadsheet/reading/preview-sheet.ts";
import { listColumns } from "#app/spreadsheet/understanding/understand-table.ts";
import { maskNumbers } from "#app/vietnamese/mask-text.ts";
import { maskedTop } from "../imports/masked-sheet.ts";
import { formList } from "./fields.ts";
import { type FormHolder, getForm } from "./queries.server.ts";
import { readFormSheets } from "./read-form.server.ts";
import { factAddress, recogniseForm } from "./recognise-form.ts";

/**
 * A form as its page shows it: what was recognised, every column with its header, every cell that may ask for
 * something, and the top of the sheet. Offices hand on forms with the people of an earlier class: their numbers are
 * masked. @throws NotFound
 */
export async function openForm(db: Queryable, actor: FormHolder, formId: string) {
  const { file, choices, mapping: _, ...form } = await getForm(db, actor, formId);
  const sheets = await readFormSheets(file);
  const recognised = recogniseForm(sheets, choices);
  const used = sheets.filter(({ rows }) => rows.length > 0);
  const sheet =
    used.find(({ name }) => name === (recognised?.mapping.sheet ?? choices.sheet)) ?? used[0] ?? sheets[0];
  const columns = recognised?.columns ?? listColumns(sheets, formList, choices);
  const headerRow = recognised?.mapping.headerRows.last ?? choices.headerRow ?? 1;
  return {
    ...form,
    isRecognised: recognised !== null,
    sheet: sheet?.name ?? "",
    sheets: used.map(({ name }) => name),
    headerRow,
    firstRow: recognised?.mapping.firstRow ?? choices.firstRow ?? headerRow + 1,
    exampleRows: recognised?.mapping.exampleRows ?? 0,
    columns: columns.map(({ column, letter, label, field }) => ({
      column,
      letter,
      label: maskNumbers(label),
      field,
    })),
    facts: (recognised?.mapping.facts ?? []).map((cell) => ({
      name: `r${factAddress(cell).replace(":", "c")}`,
      address: `${columnLetter(cell.column)}${cell.row}`,
      // Dots to write over may be as long as a line.
      text: maskNumbers(cell.text.trim().replace(/[.…_]{3,}/g, "……")),
      fact: cell.fact,
      place: cell.target.place,
    })),
    preview: sheet
      ? maskedTop(previewSheet(sheet), columns, headerRow).rows.filter(({ cells }) =>
          cells.some(({ text }) => text !== ""),
        )
      : [],
  };
}
export type OpenedForm = Awaited<ReturnType<typeof openForm>>;
