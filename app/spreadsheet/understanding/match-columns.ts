import type { HeaderLabel } from "./header-labels.ts";
import type { ColumnReading } from "./reading-decisions.ts";
import { scoreLabel } from "./score-label.ts";

/** What a column may mean. The list of fields belongs to the noun that is imported, not to this folder. */
export interface FieldDefinition<Field extends string> {
  field: Field;
  /** Headers as offices write them; compared without accents, case and punctuation. */
  synonyms: readonly string[];
  /** Headers that say something else, whatever synonym they hold; tested on the whole header as a search key. */
  saysOther?: RegExp;
  /** A table needs one of the columns that say so, or it is not the table that is looked for. */
  identifies?: boolean;
  /** A second opinion, from a value of the column. */
  looksLike?: (text: string) => boolean;
  /** A value that is nothing else: a column of them has this field whatever its header says. */
  isUnmistakable?: (text: string) => boolean;
  /** A value that tells the field where no header stands over it; other fields have such values too. */
  isTelling?: (text: string) => boolean;
  /** One value may count for several rows: merged cells and ditto marks are filled down. */
  repeats?: boolean;
  isDate?: boolean;
  /** What the two columns under one header of this field hold: Họ đệm and Tên under "Họ và tên". */
  halves?: readonly [Field, Field];
}

export interface ColumnMatch<Field extends string> {
  field: Field;
  column: number;
  by: NonNullable<ColumnReading<Field>["by"]>;
  score: number;
}

export interface ColumnMatches<Field extends string> {
  matches: ColumnMatch<Field>[];
  /** How well the header names its columns; compares headers of the same fields. */
  score: number;
}

const enough = 0.5;
/** Less than a header that says it, where two columns are in question. */
const unmistakable = 0.8;
const unmistakableShare = 0.6;

/**
 * Gives each field the column whose header or values say it best, surest pair first; every field and every column is
 * used once.
 * @param labels headers by column; columns without one are in question too when they have samples
 * @param samples texts of the first values below the header, by column
 * @param chosen fields by column number that somebody fixed, null for no field
 */
export function matchColumns<Field extends string>(
  labels: ReadonlyMap<number, HeaderLabel[]>,
  fields: readonly FieldDefinition<Field>[],
  samples: ReadonlyMap<number, string[]>,
  chosen: ReadonlyMap<number, Field | null> = new Map(),
): ColumnMatches<Field> {
  const pairs: ColumnMatch<Field>[] = [...chosen].flatMap(([column, field]) =>
    field === null ? [] : [{ field, column, by: "choice", score: Number.POSITIVE_INFINITY }],
  );
  for (const column of new Set([...labels.keys(), ...samples.keys()])) {
    if (!chosen.has(column))
      pairs.push(...pairsOf(column, labels.get(column) ?? [], fields, samples.get(column) ?? []));
  }
  pairs.sort((a, b) => b.score - a.score || a.column - b.column);

  const matches: ColumnMatch<Field>[] = [];
  const taken = new Set<Field | number>();
  for (const pair of pairs) {
    if (taken.has(pair.field) || taken.has(pair.column)) continue;
    taken.add(pair.field).add(pair.column);
    matches.push(pair);
  }
  const score = matches.reduce(
    (total, { by, score }) => total + (by === "header" ? Math.min(score, 2) : 0),
    0,
  );
  return { matches, score };
}

/** Whether some header says this field. */
export function isSaid(
  labels: ReadonlyMap<number, HeaderLabel[]>,
  definition: FieldDefinition<string>,
): boolean {
  return [...labels.values()].some((path) => scoreLabel(path, definition.synonyms) > enough);
}

/**
 * Where no header says which column identifies the rows, but some column is unmistakable, it is the first other one
 * whose values all look like it.
 */
export function nameBySamples<Field extends string>(
  matches: ColumnMatch<Field>[],
  fields: readonly FieldDefinition<Field>[],
  samples: ReadonlyMap<number, string[]>,
): ColumnMatch<Field>[] {
  const name = fields.find(({ identifies, looksLike }) => identifies && looksLike);
  if (!name || matches.length === 0 || matches.some(({ field }) => field === name.field)) return matches;
  const taken = new Set(matches.map(({ column }) => column));
  const column = [...samples.keys()]
    .sort((a, b) => a - b)
    .find((candidate) => !taken.has(candidate) && share(samples.get(candidate) ?? [], name.looksLike) === 1);
  return column === undefined
    ? matches
    : [...matches, { field: name.field, column, by: "samples", score: enough }];
}

function pairsOf<Field extends string>(
  column: number,
  path: HeaderLabel[],
  fields: readonly FieldDefinition<Field>[],
  samples: string[],
): ColumnMatch<Field>[] {
  const known = fields.filter(({ isUnmistakable, isTelling }) => {
    const settles = isUnmistakable ?? (path.length === 0 ? isTelling : undefined);
    return share(samples, settles) >= unmistakableShare;
  });
  return fields.flatMap((definition): ColumnMatch<Field>[] => {
    const isOther = definition.saysOther?.test(path.map(({ key }) => key).join(" ")) ?? false;
    const said = isOther ? 0 : scoreLabel(path, definition.synonyms);
    const isKnown = known.includes(definition);
    // The values say that it is something else.
    if (!isKnown && known.length > 0 && share(samples, definition.looksLike) === 0) return [];
    const opinion = said === 0 ? 0 : secondOpinion(samples, definition.looksLike);
    const score = Math.max(said + opinion, isKnown ? unmistakable : 0);
    if (score < enough || (said === enough && opinion <= 0)) return [];
    return [{ field: definition.field, column, by: said >= enough ? "header" : "samples", score }];
  });
}

function secondOpinion(samples: string[], looksLike: ((text: string) => boolean) | undefined): number {
  if (!looksLike || samples.length === 0) return 0;
  const fitting = share(samples, looksLike);
  if (fitting === 0) return -0.3;
  return fitting >= 0.5 ? 0.1 : 0;
}

function share(samples: string[], test?: (text: string) => boolean): number {
  return !test || samples.length === 0 ? 0 : samples.filter(test).length / samples.length;
}
