import { searchKey } from "#app/vietnamese/text.ts";
import { employerKey } from "../imports/read-table.ts";
import type { ImportSettings } from "../imports/schema.ts";
import type { NomineeRow } from "./workbook.ts";

export type EmployerMatch = {
  /** Folded name; empty for rows that name no employer. */
  key: string;
  /** As the file first writes it. */
  name: string;
  rows: number;
  businessId: string | null;
  by: "choice" | "name" | null;
};

type Business = { id: string; name: string };

/**
 * Which business each employer name of a list is: the one that was chosen, else the only one of the ward with that
 * name. A list that names no employer anywhere may still be of one business: that is a choice too.
 */
export function matchEmployers(
  rows: readonly Pick<NomineeRow, "employer">[],
  businesses: readonly Business[],
  { employers: chosen }: Pick<ImportSettings, "employers">,
): EmployerMatch[] {
  const found = new Map<string, EmployerMatch>();
  for (const { employer } of rows) {
    const key = employerKey(employer ?? "");
    const match = found.get(key) ?? { key, name: employer ?? "", rows: 0, ...matchOf(key) };
    found.set(key, { ...match, rows: match.rows + 1 });
  }
  return [...found.values()];

  function matchOf(key: string): Pick<EmployerMatch, "businessId" | "by"> {
    const choice = businesses.find(({ id }) => id === chosen[key]);
    if (choice) return { businessId: choice.id, by: "choice" };
    const [only, ...others] = businesses.filter(({ name }) => searchKey(name) === key);
    return only && others.length === 0 ? { businessId: only.id, by: "name" } : { businessId: null, by: null };
  }
}
