import { organizationKey } from "#app/vietnamese/organization-names.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import { employerKey } from "../imports/read-table.ts";
import { type ImportSettings, noEmployer } from "../imports/schema.ts";
import type { NomineeTable } from "./workbook.ts";

export type EmployerMatch = {
  /** Folded name; empty for rows that name no employer. */
  key: string;
  /** As the file first writes it. */
  name: string;
  rows: number;
  businessId: string | null;
  /** `sender`: the list is of this business. `remembered`: chosen for an earlier list. */
  by: "choice" | "remembered" | "name" | "sender" | null;
};

type List = { rows: readonly Pick<NomineeTable["rows"][number], "employer">[] } & Pick<
  NomineeTable,
  "employerAbove"
>;
type Business = { id: string; name: string };

/** Whose list it is, and what was chosen about the names in it. */
type Sent = {
  businessId: string | null;
  settings: Pick<ImportSettings, "employers" | "rememberedEmployers">;
};

/**
 * Which business each employer name of a list is: the one that was chosen, now or for an earlier list, else the only
 * one of the ward with that name, however it is shortened. Rows that name no employer are of the business whose list
 * it is; so are all where the name above the table alone is one that the ward does not know. Of another such name
 * somebody has to say what it is.
 * @param list null where the file has none
 */
export function matchEmployers(
  list: List | null,
  businesses: readonly Business[],
  { businessId: senderId, settings: { employers: chosen, rememberedEmployers: remembered } }: Sent,
): EmployerMatch[] {
  const [byName, byShortName] = [indexNames(businesses, searchKey), indexNames(businesses, organizationKey)];
  const { rows, employerAbove } = list ?? { rows: [], employerAbove: null };
  const unnamed = ["", employerKey(employerAbove ?? "")];
  const sender = businesses.find(({ id }) => id === senderId);
  const written = new Map<string, number>();
  for (const { employer } of rows) written.set(employer ?? "", (written.get(employer ?? "") ?? 0) + 1);
  const names = new Map<string, { key: string; name: string; rows: number }>();
  for (const [name, count] of written) {
    const key = employerKey(name);
    const found = names.get(key) ?? { key, name, rows: 0 };
    names.set(key, { ...found, rows: found.rows + count });
  }
  return [...names.values()].map((found) => ({ ...found, ...matchOf(found.key) }));

  function matchOf(key: string): Pick<EmployerMatch, "businessId" | "by"> {
    if (chosen[key] === noEmployer) return { businessId: null, by: null };
    const choice = businesses.find(({ id }) => id === chosen[key]);
    if (choice) return { businessId: choice.id, by: "choice" };
    const earlier = businesses.find(({ id }) => id === remembered[key]);
    if (earlier) return { businessId: earlier.id, by: "remembered" };
    const named = byName.get(key) ?? byShortName.get(organizationKey(key));
    if (named) return { businessId: named.id, by: "name" };
    return sender && unnamed.includes(key)
      ? { businessId: sender.id, by: "sender" }
      : { businessId: null, by: null };
  }
}

/** Businesses by the key of their name; null under a name that several have. */
function indexNames(
  businesses: readonly Business[],
  keyOf: (name: string) => string,
): ReadonlyMap<string, Business | null> {
  const index = new Map<string, Business | null>();
  for (const business of businesses) {
    const key = keyOf(business.name);
    index.set(key, index.has(key) ? null : business);
  }
  return index;
}
