import { columnLetter } from "#app/spreadsheet/cell-address.ts";
import type { Sheet } from "#app/spreadsheet/workbook.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import type { HeaderCandidate } from "./header-labels.ts";
import type { ColumnMatch } from "./match-columns.ts";
import type { ReadingChoices } from "./reading-choices.ts";
import type { ColumnReading, Decision } from "./reading-decisions.ts";

const shownSamples = 3;
const fewestLabels = 2;

interface MatchedHeader<Field extends string> {
  header: HeaderCandidate;
  matches: ColumnMatch<Field>[];
  samples: ReadonlyMap<number, string[]>;
}

/** Every used column of a table, for showing what it was taken for. */
export function describeColumns<Field extends string>(
  { hiddenColumns }: Sheet,
  { header, matches, samples }: MatchedHeader<Field>,
): ColumnReading<Field>[] {
  const used = new Set([...header.labels.keys(), ...samples.keys()]);
  return [...used]
    .sort((a, b) => a - b)
    .map((column) => {
      const match = matches.find((candidate) => candidate.column === column);
      return {
        column,
        letter: columnLetter(column),
        label: (header.labels.get(column) ?? []).map(({ written }) => written).join(" / "),
        field: match?.field ?? null,
        by: match?.by ?? null,
        sureness: Math.max(0, Math.min(1, match?.score ?? 0)),
        samples: (samples.get(column) ?? []).slice(0, shownSamples),
        hidden: hiddenColumns.includes(column),
      };
    });
}

export function askAboutColumns<Field extends string>(
  { hiddenColumns: hidden }: Sheet,
  columns: ColumnReading<Field>[],
  { hiddenColumns }: ReadingChoices,
): Decision[] {
  const decisions: Decision[] = columns.flatMap(({ column, field, by }) =>
    by === "samples" && field !== null ? [{ code: "columnBySamples", asks: true, column, field }] : [],
  );
  const beside = findTableBeside(columns);
  if (beside.length > 0) decisions.push({ code: "tableBeside", asks: true, columns: beside });
  if (hidden.length > 0) {
    const asks = hiddenColumns === undefined;
    decisions.push({ code: "hiddenColumns", asks, columns: hidden, taken: hiddenColumns !== "leave" });
  }
  return decisions;
}

/** Unread columns whose labels are those of read ones, two at least: a second telephone is no table. */
function findTableBeside<Field extends string>(columns: ColumnReading<Field>[]): number[] {
  const read = new Set(
    columns.flatMap(({ field, label }) => (field === null || !label ? [] : [searchKey(label)])),
  );
  const again = columns.filter(
    ({ field, by, label, samples }) =>
      field === null && by === null && samples.length > 0 && read.has(searchKey(label)),
  );
  const labels = new Set(again.map(({ label }) => searchKey(label)));
  return labels.size < fewestLabels ? [] : again.map(({ column }) => column);
}
