import { type Cell, cellText, type Sheet, type SheetRow } from "#app/spreadsheet/workbook.ts";
import { labelKey, readHeaderAt } from "./header-labels.ts";
import { type FieldDefinition, matchColumns } from "./match-columns.ts";
import type { MatchedHeader } from "./match-header.ts";
import { splitHalves } from "./split-halves.ts";

/** Rows under one header: of several tables of a sheet, or of a table whose header stands again on every page. */
export interface TableSection<Field extends string> extends Pick<MatchedHeader<Field>, "header" | "matches"> {
  /** A table of something else begins here: it is numbered like the list, but no column names its rows. */
  isOther?: boolean;
}

/** A row that says this many of the labels above the list is a header too. */
const fewestLabels = 3;
/** Further ones are read as rows: no office writes so many tables into a sheet. */
const mostSections = 200;
const longestLabel = 80;
const noSamples: ReadonlyMap<number, string[]> = new Map();

/**
 * The section of the list's header, and one for each header that stands again below it, on every page or over the table
 * of another unit. A label means what it means in the first header, wherever its column is now. Sections whose columns
 * mean the same share one array of matches.
 */
export function findSections<Field extends string>(
  sheet: Sheet,
  top: TableSection<Field>,
  fields: readonly FieldDefinition<Field>[],
): TableSection<Field>[] {
  const sections = [top];
  const names = new Set(
    fields.flatMap(({ field, identifies, halves = [] }) => (identifies ? [field, ...halves] : [])),
  );
  const { keys, identifying, start } = labelsOf(top, names);
  const beginsLikeLabel = recognizeInitials([...identifying, start ?? ""]);
  for (const [place, row] of sheet.rows.entries()) {
    const { header } = sections.at(-1) ?? top;
    if (row.number <= header.rows.last || !isOfWords(row) || !row.cells.some(beginsLikeLabel)) continue;
    const said = row.cells.map(({ value }) => labelKey(cellText(value)));
    const isAgain =
      said.some((key) => identifying.has(key)) && said.filter((key) => keys.has(key)).length >= fewestLabels;
    if (!isAgain && said[0] !== start) continue;
    if (sections.length === mostSections) break;
    const found = readHeaderAt(sheet, place);
    const matches = matchSection(found, top, fields, names);
    const isList = matches.length >= fewestLabels && matches.some(({ field }) => names.has(field));
    sections.push(
      isList
        ? { header: found, matches: shareMatches(sections, matches) }
        : { header: found, matches: [], isOther: true },
    );
  }
  return sections;
}

function labelsOf<Field extends string>({ header, matches }: TableSection<Field>, names: ReadonlySet<Field>) {
  const columns = new Set(matches.flatMap(({ field, column }) => (names.has(field) ? [column] : [])));
  const keysOf = (paths: Iterable<[number, { key: string }[]]>) =>
    new Set([...paths].flatMap(([, path]) => path.map(({ key }) => key)));
  const [first] = [...header.labels].sort(([a], [b]) => a - b);
  return {
    keys: keysOf(header.labels),
    identifying: keysOf([...header.labels].filter(([column]) => columns.has(column))),
    start: first && !columns.has(first[0]) ? first[1].at(-1)?.key : undefined,
  };
}

/** Lists may hold nothing but words: most of them begin with another letter than the labels that are looked for. */
function recognizeInitials(labels: readonly string[]): (cell: Cell) => boolean {
  const wanted = new Set(labels.map((key) => key.charAt(0)));
  const known = new Map<string, boolean>();
  return ({ value }) => {
    const initial = String(value).charAt(0);
    const isKnown = known.get(initial) ?? (!/\p{L}/u.test(initial) || wanted.has(labelKey(initial)));
    known.set(initial, isKnown);
    return isKnown;
  };
}

/** Rows of the list have numbers and dates; what has none is looked at closely. */
function isOfWords({ cells }: SheetRow): boolean {
  return (
    cells.length >= fewestLabels &&
    cells.every(
      ({ value }) => typeof value === "string" && value.length <= longestLabel && !/\d{4}/.test(value),
    )
  );
}

function matchSection<Field extends string>(
  header: MatchedHeader<Field>["header"],
  top: TableSection<Field>,
  fields: readonly FieldDefinition<Field>[],
  names: ReadonlySet<Field>,
): MatchedHeader<Field>["matches"] {
  const fieldAt = new Map(top.matches.map(({ column, field }) => [column, field]));
  const meanings = new Map<string, (Field | null)[]>();
  for (const [column, path] of [...top.header.labels].sort(([a], [b]) => a - b)) {
    const label = path.map(({ key }) => key).join("/");
    meanings.set(label, [...(meanings.get(label) ?? []), fieldAt.get(column) ?? null]);
  }
  const known = new Map<number, Field | null>();
  for (const [column, path] of [...header.labels].sort(([a], [b]) => a - b)) {
    const meaning = meanings.get(path.map(({ key }) => key).join("/"))?.shift();
    if (meaning !== undefined) known.set(column, meaning);
  }
  const match = () =>
    splitHalves(matchColumns(header.labels, fields, noSamples, known).matches, fields, header, noSamples);
  const matches = match();
  if (matches.some(({ field }) => names.has(field)) || countOwnLabels(header, top) < fewestLabels)
    return matches;
  // Where nearly all stands as above, another word over the names still stands over names.
  const taken = new Set(matches.map(({ column }) => column));
  for (const { field, column } of top.matches) {
    if (names.has(field) && header.labels.has(column) && !taken.has(column)) known.set(column, field);
  }
  return match();
}

/** Labels that stand over the same column as above, apart from the first, which only numbers. */
function countOwnLabels<Field extends string>(
  { labels }: MatchedHeader<Field>["header"],
  top: TableSection<Field>,
): number {
  const first = Math.min(...labels.keys());
  return [...labels].filter(([column, path]) => {
    const own = top.header.labels.get(column)?.at(-1)?.key;
    return column !== first && own !== undefined && path.at(-1)?.key === own;
  }).length;
}

function shareMatches<Field extends string>(
  sections: readonly TableSection<Field>[],
  matches: TableSection<Field>["matches"],
): TableSection<Field>["matches"] {
  const places = (list: TableSection<Field>["matches"]) =>
    list
      .map(({ field, column }) => `${column} ${field}`)
      .sort()
      .join();
  const wanted = places(matches);
  return sections.find((section) => places(section.matches) === wanted)?.matches ?? matches;
}
