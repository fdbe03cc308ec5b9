import type { OfficePackage } from "./office-package.server.ts";
import type { OpenWorkbook } from "./open-workbook.server.ts";
import type { RowShift } from "./row-shift.ts";
import { forgetResults } from "./shared-formulas.ts";
import { SheetPart } from "./sheet-part.ts";
import { shiftDrawing, shiftNotes } from "./shift-drawing.ts";
import { isSameSheet, mentionsSheet, type ShiftContext, shiftFormula } from "./shift-formula.ts";
import { shiftMentions, shiftPlaces } from "./shift-sheet.ts";
import type { XmlElement } from "./xml-tree.ts";

interface MovedSheet {
  name: string;
  path: string;
}

/** Moves everything outside of a sheet that refers to its rows. */
export async function shiftWorkbook(
  { parts, main, sheets, date1904 }: OpenWorkbook,
  moved: MovedSheet,
  shift: RowShift,
): Promise<void> {
  const outside: ShiftContext = { sheet: moved.name, host: null, shift };
  changeXml(parts, main, (root) => {
    for (const name of root.find("definedNames")?.elements("definedName") ?? []) {
      const before = name.text();
      const after = shiftFormula(before, outside);
      if (after !== before) name.setText(after);
    }
  });
  for (const sheet of sheets) {
    if (sheet.path !== moved.path)
      shiftOtherSheet(parts, sheet.path, date1904, { ...outside, host: sheet.name });
  }
  for (const path of parts.paths.filter((name) => /\/charts\/[^/]+\.xml$/i.test(name)))
    changeXml(parts, path, (root) => shiftPlaces(root, outside));
  for (const path of parts.paths.filter((name) => /\/pivotCache\/[^/]+\.xml$/i.test(name)))
    changeXml(parts, path, (root) => shiftPivotSource(root, outside));
  for (const { type, path } of await parts.related(moved.path))
    shiftAttached(parts, type, path, moved.name, shift);
}

/**
 * Cells are computed anew when the file is opened, in the order that the program finds then. Until then formulas that
 * look into the changed sheet show nothing, because what they showed is no longer true.
 */
export function computeAnew({ parts, main, sheets, date1904 }: OpenWorkbook, changed: MovedSheet): void {
  for (const path of parts.paths.filter((name) => /\/calcChain\.xml$/i.test(name))) parts.removePart(path);
  changeXml(parts, main, (root) => {
    const settings = root.find("calcPr") ?? root.create("calcPr");
    if (!root.find("calcPr")) root.insertBefore(afterCalculation, settings);
    settings.set("fullCalcOnLoad", 1);
  });
  for (const { path } of sheets) {
    const source = path === changed.path ? null : parts.read(path);
    // A formula that names another sheet has its "!".
    if (!source?.includes("!")) continue;
    const sheet = new SheetPart(source, date1904);
    if (forgetResults(sheet, (formula) => mentionsSheet(formula, changed.name)))
      parts.write(path, sheet.toString());
  }
}

/** What the schema wants after the settings of calculation. */
const afterCalculation = [
  "oleSize",
  "customWorkbookViews",
  "pivotCaches",
  "smartTagPr",
  "smartTagTypes",
  "webPublishing",
  "fileRecoveryPr",
  "webPublishObjects",
  "extLst",
];

function shiftOtherSheet(parts: OfficePackage, path: string, date1904: boolean, context: ShiftContext): void {
  const source = parts.read(path);
  if (!source?.includes("!")) return;
  const sheet = new SheetPart(source, date1904);
  if (shiftMentions(sheet, context)) parts.write(path, sheet.toString());
}

/** Pictures, notes and tables of the sheet itself. */
function shiftAttached(
  parts: OfficePackage,
  type: string,
  path: string,
  name: string,
  shift: RowShift,
): void {
  switch (type) {
    case "drawing":
      changeXml(parts, path, (root) => shiftDrawing(root, shift));
      break;
    case "vmlDrawing":
      parts.write(path, shiftNotes(parts.read(path) ?? "", shift));
      break;
    case "comments":
    case "threadedComment":
    case "table":
      changeXml(parts, path, (root) => shiftPlaces(root, { sheet: name, host: name, shift }));
  }
}

function shiftPivotSource(root: XmlElement, context: ShiftContext): void {
  const source = root.find("cacheSource");
  if (isSameSheet(source?.find("worksheetSource")?.get("sheet") ?? "", context.sheet) && source)
    shiftPlaces(source, { ...context, host: context.sheet });
}

function changeXml(parts: OfficePackage, path: string, change: (root: XmlElement) => void): void {
  const document = parts.readXml(path);
  if (!document) return;
  change(document.root);
  parts.write(path, document);
}
