/** Counts of people below this are not shown outside the office: one or two could be recognised. */
const smallestShown = 3;

/** Zero hides nobody and is shown. */
export function isTooSmall(people: number): boolean {
  return people > 0 && people < smallestShown;
}

/**
 * Parts of a sum as they may be shown beside it: null for a part that is too small. A single hidden part could be
 * found by subtraction, so the smallest of the others is hidden with it.
 */
export function hideSmall(parts: readonly number[]): (number | null)[] {
  const hidden = new Set(parts.flatMap((part, index) => (isTooSmall(part) ? [index] : [])));
  if (hidden.size === 1) {
    const [smallest] = parts
      .map((part, index) => ({ part, index }))
      .filter(({ part, index }) => part > 0 && !hidden.has(index))
      .sort((a, b) => a.part - b.part);
    if (smallest) hidden.add(smallest.index);
  }
  return parts.map((part, index) => (hidden.has(index) ? null : part));
}

/** Rows with one of their counts hidden where it is too small. */
export function hideSmallIn<Row extends Record<Name, number>, Name extends string>(
  rows: readonly Row[],
  name: Name,
): (Omit<Row, Name> & Record<Name, number | null>)[] {
  const shown = hideSmall(rows.map((row) => row[name]));
  return rows.map((row, index) => ({ ...row, [name]: shown[index] ?? null }));
}
