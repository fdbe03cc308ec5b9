import { columnOfAddress } from "#app/spreadsheet/cell-address.ts";
import type { SheetPart } from "./sheet-part.ts";
import { moveFormula } from "./shift-formula.ts";
import type { XmlElement } from "./xml-tree.ts";

/**
 * Writes every shared formula out in its cell: a shared one is told by its distance from the first, which is no
 * longer true once rows move between them.
 */
export function unshareFormulas(sheet: SheetPart): void {
  const masters = new Map<string, { formula: string; cell: XmlElement }>();
  for (const { cell, formula } of listFormulas(sheet)) {
    if (formula.get("t") !== "shared") continue;
    const index = formula.get("si") ?? "";
    const text = formula.text();
    if (text !== "") masters.set(index, { formula: text, cell });
    const master = masters.get(index);
    if (master) formula.setText(moveFormula(master.formula, distance(master.cell, cell)));
    formula.set("t", undefined).set("si", undefined).set("ref", undefined);
  }
}

/**
 * Takes out what formulas gave before: whoever opens the file computes it again, and nobody sees a total of other rows.
 * @returns whether one was
 */
export function forgetResults(sheet: SheetPart, isStale: (formula: string) => boolean): boolean {
  let forgot = false;
  for (const { cell, formula } of listFormulas(sheet)) {
    if (cell.elements("v").length === 0 || !isStale(formula.text())) continue;
    for (const result of cell.elements("v")) cell.remove(result);
    cell.set("t", undefined);
    forgot = true;
  }
  return forgot;
}

export function* listFormulas(sheet: SheetPart): Generator<{ cell: XmlElement; formula: XmlElement }> {
  for (const number of sheet.rowNumbers) {
    for (const cell of sheet.row(number)?.elements("c") ?? []) {
      const formula = cell.find("f");
      if (formula) yield { cell, formula };
    }
  }
}

function distance(from: XmlElement, to: XmlElement): { rows: number; columns: number } {
  const [a, b] = [from, to].map((cell) => cell.get("r") ?? "");
  const row = (address = "") => Number(address.replace(/^\D+/, ""));
  return { rows: row(b) - row(a), columns: columnOfAddress(b ?? "") - columnOfAddress(a ?? "") };
}
