import { setImmediate as nextTurn } from "node:timers/promises";

/** The longest in milliseconds that one piece of work keeps the process from everybody else. */
const turn = 20;

/** As `items.map(map)`, giving way to others now and then: for lists that may have thousands of rows. */
export async function mapInTurns<Item, Result>(
  items: readonly Item[],
  map: (item: Item, index: number) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  let since = performance.now();
  for (const [index, item] of items.entries()) {
    if (performance.now() - since > turn) {
      await nextTurn();
      since = performance.now();
    }
    results.push(map(item, index));
  }
  return results;
}
