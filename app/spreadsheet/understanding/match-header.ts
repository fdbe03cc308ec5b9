import { type Sheet, shownText } from "#app/spreadsheet/workbook.ts";
import { readColumnSamples } from "./column-samples.ts";
import { type HeaderCandidate, listHeaderCandidates, noHeader } from "./header-labels.ts";
import {
  type ColumnMatch,
  type FieldDefinition,
  isSaid,
  matchColumns,
  nameBySamples,
} from "./match-columns.ts";
import type { ReadingChoices } from "./reading-choices.ts";
import { splitHalves } from "./split-halves.ts";

/** A header as it may be meant: what its columns are, and how well it says so. */
export interface MatchedHeader<Field extends string> {
  header: HeaderCandidate;
  matches: ColumnMatch<Field>[];
  samples: Map<number, string[]>;
  score: number;
}

/** Headers of one list differ by a column, and by how well their first values fit. */
const nearlyBest = 0.75;

/** Every place where the header of such a list could stand. */
export function matchHeaders<Field extends string>(
  sheet: Sheet,
  fields: readonly FieldDefinition<Field>[],
  choices: ReadingChoices,
): MatchedHeader<Field>[] {
  const fixed = readChosenColumns(fields, choices);
  const match = (header: HeaderCandidate) => {
    const samples = readColumnSamples(sheet, header.rows.last);
    const { matches, score } = matchColumns(header.labels, fields, samples, fixed);
    const settled =
      header === noHeader
        ? nameBySamples(matches, fields, samples)
        : splitHalves(matches, fields, header, samples);
    return { header, samples, score, matches: settled };
  };
  const identifying = fields.filter(({ identifies }) => identifies);
  const isFixed = identifying.some(({ field }) => [...fixed.values()].includes(field));
  const couldBe = ({ labels }: HeaderCandidate) =>
    isFixed || choices.headerRow !== undefined || identifying.some((field) => isSaid(labels, field));
  const candidates = listHeaderCandidates(sheet, choices.headerRow).filter(couldBe).map(match);
  return candidates.length > 0 || !startsWithData(sheet, fields) ? candidates : [match(noHeader)];
}

/** Whether the first row already holds what can only be a value. */
function startsWithData<Field extends string>(
  sheet: Sheet,
  fields: readonly FieldDefinition<Field>[],
): boolean {
  const texts = sheet.rows[0]?.cells.map(({ value }) => shownText(value)) ?? [];
  return fields.some(({ isUnmistakable, isTelling = isUnmistakable }) => isTelling && texts.some(isTelling));
}

/** The header that says most; where several tables stand one below the other, that of the first. */
export function chooseHeader<Field extends string>(
  candidates: MatchedHeader<Field>[],
): MatchedHeader<Field> | undefined {
  const top = best(candidates);
  if (!top) return undefined;
  const above = candidates.filter(
    ({ header, score }) => score >= nearlyBest * top.score && header.rows.last + 1 < top.header.rows.first,
  );
  return chooseHeader(above) ?? top;
}

function readChosenColumns<Field extends string>(
  fields: readonly FieldDefinition<Field>[],
  { columns = {} }: ReadingChoices,
): Map<number, Field | null> {
  const known = new Map<string, Field>(fields.map(({ field }) => [field, field]));
  return new Map(
    Object.entries(columns).flatMap(([column, name]): [number, Field | null][] => {
      const field = name === null ? null : known.get(name);
      return field === undefined || !/^\d{1,5}$/.test(column) ? [] : [[Number(column), field]];
    }),
  );
}

export function best<Scored extends { score: number }>(list: Scored[]): Scored | undefined {
  return list.reduce<Scored | undefined>(
    (top, next) => (top && top.score >= next.score ? top : next),
    undefined,
  );
}
