import { type RowShift, shiftRow } from "./row-shift.ts";
import type { XmlElement } from "./xml-tree.ts";

/** Where a picture's or a shape's corner stands, counted from 0; one in a row that leaves goes to the row below. */
function shiftCorner(row: number, shift: RowShift): number {
  const moved = shiftRow(row + 1, shift);
  return (moved ?? (shift.kind === "delete" ? shift.first : row + 1)) - 1;
}

/** Moves what floats over the sheet. A shape across the new rows is stretched as in Excel, a picture keeps its size. */
export function shiftDrawing(root: XmlElement, shift: RowShift): void {
  for (const anchor of root.descendants()) {
    const from = anchor.find("from")?.find("row");
    if (!from || anchor.get("editAs") === "absolute") continue;
    const before = Number(from.text());
    const after = shiftCorner(before, shift);
    if (after !== before) from.setText(String(after));
    const to = anchor.find("to")?.find("row");
    if (!to) continue;
    const isStretched = anchor.get("editAs") !== "oneCell" && !anchor.find("pic");
    const end = Number(to.text());
    const moved = isStretched ? shiftCorner(end, shift) : end + after - before;
    if (moved !== end) to.setText(String(moved));
  }
}

/**
 * Moves the notes of cells, which old drawings show. Text, because such a part need not be well-formed XML. A shape
 * names its cell's row in `Row` and its own corners in `Anchor`: left, offset, top, offset, right, offset, bottom, offset.
 */
export function shiftNotes(vml: string, shift: RowShift): string {
  const shifted: string[] = [];
  let written = 0;
  const opening = /<(\w+):shape[\s>]/g;
  for (let open = opening.exec(vml); open; open = opening.exec(vml)) {
    const closing = `</${open[1]}:shape>`;
    const end = vml.indexOf(closing, opening.lastIndex);
    // Broken from here on. Looking for the end of every further shape would read the rest again for each.
    if (end === -1) break;
    shifted.push(
      vml.slice(written, open.index),
      shiftNote(vml.slice(open.index, end + closing.length), shift),
    );
    written = end + closing.length;
    opening.lastIndex = written;
  }
  return shifted.join("") + vml.slice(written);
}

function shiftNote(shape: string, shift: RowShift): string {
  const row = /<\w+:Row>\s*(\d+)/.exec(shape)?.[1];
  if (row !== undefined && shiftRow(Number(row) + 1, shift) === null) return "";
  return shape
    .replace(
      /(<\w+:Row>\s*)(\d+)/,
      (_, open: string, number: string) => open + shiftCorner(Number(number), shift),
    )
    .replace(
      /(<\w+:Anchor>)([^<]*)/,
      (_, open: string, corners: string) => open + shiftCorners(corners, shift),
    );
}

function shiftCorners(text: string, shift: RowShift): string {
  const corners = text.split(",");
  const [top, bottom] = [Number(corners[2]), Number(corners[6])];
  if (corners.length !== 8 || Number.isNaN(top) || Number.isNaN(bottom)) return text;
  const moved = shiftCorner(top, shift);
  return corners
    .map((corner, place) => (place === 2 ? ` ${moved}` : place === 6 ? ` ${bottom + moved - top}` : corner))
    .join(",");
}
