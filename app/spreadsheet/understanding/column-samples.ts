import { type Sheet, shownText } from "#app/spreadsheet/workbook.ts";

const sampleSize = 20;
const searchedRows = 60;
const longestSample = 80;

/** Texts of the first values below a row, by column, as the sheet shows them. */
export function readColumnSamples(sheet: Sheet, headerRow: number): Map<number, string[]> {
  const samples = new Map<number, string[]>();
  const from = sheet.rows.findIndex(({ number }) => number > headerRow);
  if (from === -1) return samples;
  for (const { cells } of sheet.rows.slice(from, from + searchedRows)) {
    for (const { column, value } of cells) {
      const texts = samples.get(column);
      const text = shownText(value).slice(0, longestSample);
      if (!texts) samples.set(column, [text]);
      else if (texts.length < sampleSize) texts.push(text);
    }
  }
  return samples;
}
