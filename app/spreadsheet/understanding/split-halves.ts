import type { HeaderCandidate } from "./header-labels.ts";
import type { ColumnMatch, FieldDefinition } from "./match-columns.ts";

const isOneWord = (text: string) => /^\p{L}[\p{L}\p{M}'’]*$/u.test(text.trim());

/**
 * "Họ và tên" is often one header over two columns, Họ đệm and Tên. Where the column right of such a field lies under
 * the same header, or under none and holds single words, the two columns get the halves of the field.
 */
export function splitHalves<Field extends string>(
  matches: ColumnMatch<Field>[],
  fields: readonly FieldDefinition<Field>[],
  { labels }: HeaderCandidate,
  samples: ReadonlyMap<number, string[]>,
): ColumnMatch<Field>[] {
  const taken = new Map(matches.map((match) => [match.column, match]));
  return matches.flatMap((match) => {
    const halves = fields.find(({ field }) => field === match.field)?.halves;
    const right = match.column + 1;
    const texts = samples.get(right) ?? [];
    const isOpen = match.by === "header" && !taken.has(right) && texts.length > 0;
    if (!halves || !isOpen || matches.some(({ field }) => halves.includes(field))) return [match];
    const [own, next] = [labels.get(match.column)?.at(-1), labels.get(right)?.at(-1)];
    const isShared = own === next && own?.span === 2;
    if (!isShared && (next || !texts.every(isOneWord))) return [match];
    const [left, last] = halves;
    return [
      { ...match, field: left },
      { ...match, field: last, column: right },
    ];
  });
}
