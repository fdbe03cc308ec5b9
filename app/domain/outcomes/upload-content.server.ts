import { decryptBytes, encryptBytes } from "#app/lib/keys.server.ts";
import type { ReadNote } from "#app/spreadsheet/reading/read-problems.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import type { RosterKeys } from "../rosters/key-sheet.server.ts";
import type { RowAnswers } from "./schema.ts";
import type { SentRow } from "./sent-rows.ts";

/** What was read of a roster that came back. Which nominee a line is, and what it would change, is asked anew each time. */
export type UploadContent = {
  /** What the file says of itself; null where that was lost. */
  keys: RosterKeys | null;
  rows: SentRow[];
  /** Which of them the provider leaves out, as the sheet numbers them; none in an upload of an older version. */
  left?: number[];
  /** What was left aside in the file as a whole. */
  notes?: ReadNote[];
};

/** The content with what was typed and ticked on its page; a text that was emptied is a blank cell. */
export function answerRows(content: UploadContent, { mends, ...ticks }: RowAnswers): UploadContent {
  const rows = content.rows.map((row) => {
    const mend = Object.entries(mends[`r${row.rowNumber}`] ?? {});
    // A value that the file has, or the result that another one needs.
    const known = mend.filter(([field]) => field === "result" || Object.hasOwn(row.cells, field));
    const typed = known.map(([field, text]) => [field, normalizeText(text) || undefined]);
    return { ...row, cells: { ...row.cells, ...Object.fromEntries(typed) } };
  });
  return { ...content, rows, left: leftRows(content, ticks) };
}

/** Which rows are left out once those on the page were ticked so. */
export function leftRows(content: UploadContent, { leave, shown }: Omit<RowAnswers, "mends">): number[] {
  const onPage = shown === undefined ? null : new Set(shown.split(",").map(Number));
  const left = new Set(content.left);
  return content.rows.flatMap(({ rowNumber }) => {
    const isShown = onPage === null || onPage.has(rowNumber);
    return (isShown ? leave[`r${rowNumber}`] !== undefined : left.has(rowNumber)) ? [rowNumber] : [];
  });
}

type Upload = { id: string; providerId: string };

/** Bound to the row and to its tenant, which is a provider here. */
const placeOf = ({ id, providerId }: Upload) => ({
  table: "outcome_uploads",
  column: "content",
  wardId: providerId,
  rowId: id,
});

export function sealContent(upload: Upload, content: UploadContent): Buffer {
  return encryptBytes(Buffer.from(JSON.stringify(content)), placeOf(upload));
}

export function openContent(upload: Upload & { contentCipher: Buffer }): UploadContent {
  return JSON.parse(decryptBytes(upload.contentCipher, placeOf(upload)).toString()) as UploadContent;
}
