import { columnLetter } from "#app/spreadsheet/cell-address.ts";
import { previewSheet } from "#app/spreadsheet/reading/preview-sheet.ts";
import { listColumns } from "#app/spreadsheet/understanding/understand-table.ts";
import type { Sheet } from "#app/spreadsheet/workbook.ts";
import { maskNumbers } from "#app/vietnamese/mask-text.ts";
import { maskedTop } from "../imports/masked-sheet.ts";
import { formList } from "./fields.ts";
import { type FormChoices, factAddress, recogniseForm } from "./recognise-form.ts";

/**
 * A form as its page shows it: what was recognised, every column with its header, every cell that may ask for
 * something, and the top of the sheet. Offices hand on forms with the people of an earlier class: their numbers are
 * masked. Pure, and as heavy as the file is large.
 */
export function describeForm(sheets: readonly Sheet[], choices: FormChoices) {
  const recognised = recogniseForm(sheets, choices);
  const mapping = recognised?.mapping ?? null;
  const used = sheets.filter(({ rows }) => rows.length > 0);
  const sheet = used.find(({ name }) => name === (mapping?.sheet ?? choices.sheet)) ?? used[0] ?? sheets[0];
  const columns = recognised?.columns ?? listColumns(sheets, formList, choices);
  const headerRow = mapping?.headerRows.last ?? choices.headerRow ?? 1;
  return {
    mapping,
    sheet: sheet?.name ?? "",
    sheets: used.map(({ name }) => name),
    headerRow,
    firstRow: mapping?.firstRow ?? choices.firstRow ?? headerRow + 1,
    exampleRows: mapping?.exampleRows ?? 0,
    columns: columns.map(({ column, letter, label, field }) => ({
      column,
      letter,
      label: maskNumbers(label),
      field,
    })),
    facts: (mapping?.facts ?? []).map((cell) => ({
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
