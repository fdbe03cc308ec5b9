import { editWorkbook } from "#app/spreadsheet/editing/edit-workbook.server.ts";
import { writableValue } from "#app/spreadsheet/writing/cell-writer.ts";
import type { TableValues } from "#app/spreadsheet/writing/table-description.ts";
import type { FileColumn } from "../rosters/columns.ts";
import { answerCell, type FactValues } from "./fact-cells.ts";
import { formColumn } from "./fields.ts";
import type { FormMapping } from "./recognise-form.ts";

/** The columns of a form as those of a roster, in the order in which `fillForm` wants its values. */
export function formColumns({ columns }: Pick<FormMapping, "columns">): FileColumn[] {
  return columns.map(({ field }) => formColumn(field));
}

/**
 * The form with the list in it. Its own look stays: rows come in or leave in the style of its first ones, what stands
 * below moves, and formulas, print area, merged cells and pictures follow. Texts stay texts, dates are real dates,
 * nothing becomes a formula. For files that `readWorkbook` has read; the caller has asked who may see the values.
 * @param rows values in the order of `formColumns(mapping)`
 * @throws {Unreadable}
 */
export async function fillForm(
  bytes: Uint8Array,
  mapping: FormMapping,
  facts: FactValues,
  rows: Iterable<TableValues>,
): Promise<Uint8Array> {
  const columns = formColumns(mapping);
  return editWorkbook({
    task: "fill",
    bytes,
    filling: {
      sheet: mapping.sheet,
      // What nobody knows yet keeps its dots, to be written by hand.
      cells: mapping.facts.flatMap((cell) =>
        cell.fact === null || facts[cell.fact] === "" ? [] : [answerCell(cell, facts[cell.fact])],
      ),
      list: {
        firstRow: mapping.firstRow,
        exampleRows: mapping.exampleRows,
        numberColumn: mapping.columns.find(({ field }) => field === "number")?.column ?? null,
        numberedRows: mapping.numberedRows,
        columns: mapping.columns.map(({ column }) => column),
        rows: [...rows].map((values) =>
          columns.map(({ kind }, place) => writableValue(values[place] ?? null, kind).value),
        ),
      },
    },
  });
}
