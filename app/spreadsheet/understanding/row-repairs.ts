import type { ReadingChoices } from "./reading-choices.ts";
import type { Decision } from "./reading-decisions.ts";

interface RepairedRow {
  problems: readonly { field: string; code: string }[];
  notes: readonly { field: string; code: string }[];
}

/** What was repaired in the rows of a list, as decisions about whole fields: zeros put back, old phone numbers. */
export function describeRepairs(rows: readonly RepairedRow[], { oldPhones }: ReadingChoices): Decision[] {
  const zeros = new Map<string, number>();
  let old = 0;
  for (const { problems, notes } of rows) {
    for (const { field, code } of notes) {
      if (code === "zeroRestored") zeros.set(field, (zeros.get(field) ?? 0) + 1);
      if (code === "oldPrefix") old += 1;
    }
    if (problems.some(({ code }) => code === "oldPrefix")) old += 1;
  }
  const restored = [...zeros].map(([field, cells]) => ({
    code: "zeroRestored" as const,
    asks: false,
    field,
    cells,
  }));
  if (old === 0) return restored;
  return [
    ...restored,
    { code: "oldPhones", asks: oldPhones === undefined, cells: old, taken: oldPhones ?? "keep" },
  ];
}
