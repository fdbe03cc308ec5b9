import { searchKey } from "#app/vietnamese/text.ts";

/** What a column may mean. The list of fields belongs to the noun that is imported, not to this folder. */
export interface FieldDefinition<Field extends string> {
  field: Field;
  /** Headers as offices write them; compared without accents, case and punctuation. */
  synonyms: readonly string[];
  /** A table without this column is not the table that is looked for. */
  required?: boolean;
  /** A second opinion, from a value of the column. */
  looksLike?: (text: string) => boolean;
}

export interface ColumnMatches<Field extends string> {
  columns: Map<Field, number>;
  /** How sure the match is; compares headers of the same fields. */
  score: number;
}

/** Shorter synonyms ("nữ", "đt") are too common inside other headers. */
const shortestContained = 4;
const enough = 0.5;

/**
 * Gives each field the column whose header says it best, surest pair first; every field and every column is used
 * once.
 * @param samplesOf texts of some values below the header
 */
export function matchColumns<Field extends string>(
  labels: ReadonlyMap<number, string[]>,
  fields: readonly FieldDefinition<Field>[],
  samplesOf: (column: number) => string[],
): ColumnMatches<Field> {
  const pairs = fields.flatMap((definition) =>
    [...labels].flatMap(([column, path]) => {
      const said = scoreLabel(path, definition.synonyms);
      const score = said === 0 ? 0 : said + secondOpinion(samplesOf(column), definition.looksLike);
      return score >= enough ? [{ field: definition.field, column, score }] : [];
    }),
  );
  pairs.sort((a, b) => b.score - a.score || a.column - b.column);

  const columns = new Map<Field, number>();
  const taken = new Set<number>();
  let total = 0;
  for (const { field, column, score } of pairs) {
    if (columns.has(field) || taken.has(column)) continue;
    columns.set(field, column);
    taken.add(column);
    total += score;
  }
  return { columns, score: total };
}

/** 1: the header says just this, with its group; 0.9: without its group; less: it says this among other words. */
function scoreLabel(path: string[], synonyms: readonly string[]): number {
  const whole = path.join(" ");
  const leaf = path.at(-1) ?? "";
  const scores = synonyms.map(searchKey).map((synonym) => {
    if (sameLetters(synonym, whole)) return 1;
    if (sameLetters(synonym, leaf)) return 0.9;
    const contained = synonym.length >= shortestContained && ` ${whole} `.includes(` ${synonym} `);
    return contained ? 0.5 + (0.35 * synonym.length) / whole.length : 0;
  });
  return Math.max(0, ...scores);
}

/** Abbreviations come with and without dots: ĐT, Đ.T, M.S.T. */
function sameLetters(a: string, b: string): boolean {
  return a.replaceAll(" ", "") === b.replaceAll(" ", "");
}

function secondOpinion(samples: string[], looksLike: ((text: string) => boolean) | undefined): number {
  if (!looksLike || samples.length === 0) return 0;
  const share = samples.filter(looksLike).length / samples.length;
  if (share === 0) return -0.3;
  return share >= 0.5 ? 0.1 : 0;
}
