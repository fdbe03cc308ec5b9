import type { PlannedRow } from "./plan-rows.ts";

/**
 * The lines, by their place, whose certificate number is somebody else's. A number stays with whom it was given to,
 * unless that one's line takes it away: so two may exchange theirs in one file. Of several lines that want a free
 * number the first gets it. A line that is wrong changes nothing, and whoever waits for its number waits with it.
 * @param given numbers of the provider that are in use, with the nominations that have them
 */
export function findTaken(
  rows: readonly PlannedRow[],
  given: ReadonlyMap<string, string>,
): ReadonlySet<number> {
  const placeOf = new Map(
    rows.flatMap(({ nominee }, place) => (nominee ? [[nominee.nominationId, place] as const] : [])),
  );
  const numberOf = ({ result }: PlannedRow) => result?.certificateNumber ?? null;
  const isHolder = (row: PlannedRow) => given.get(numberOf(row) ?? "") === row.nominee?.nominationId;
  const first = new Map<string, number>();
  const [taken, keeping] = [new Set<number>(), new Set<number>()];
  const claims = rows.flatMap((row, place) => {
    const number = numberOf(row);
    return number === null ? [] : [{ number, place, isHolder: isHolder(row) }];
  });
  for (const { number, place } of [
    ...claims.filter(({ isHolder }) => isHolder),
    ...claims.filter(({ isHolder }) => !isHolder),
  ])
    if (first.has(number)) taken.add(place);
    else first.set(number, place);
  const changesNumber = (place: number | undefined, number: string) => {
    const result = place === undefined ? null : rows[place]?.result;
    return result !== null && result !== undefined && result.certificateNumber !== number;
  };
  for (const [number, place] of first) {
    const holder = given.get(number);
    if (holder === undefined || holder === rows[place]?.nominee?.nominationId) continue;
    if (!changesNumber(placeOf.get(holder), number)) taken.add(place);
  }
  const waiting = [...rows.entries()].flatMap(([place, { state }]) =>
    state === "wrong" || taken.has(place) ? [place] : [],
  );
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (keeping.has(place)) continue;
    keeping.add(place);
    const kept = rows[place]?.nominee?.outcome.certificateNumber ?? null;
    const next = kept === null ? undefined : first.get(kept);
    if (next === undefined || next === place) continue;
    taken.add(next);
    waiting.push(next);
  }
  return taken;
}
