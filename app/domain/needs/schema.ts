import * as z from "zod/mini";
import { optionalChoice, optionalId, optionalText } from "../form-fields.ts";
import { skillGroups } from "../skills/schema.ts";
import { needModes } from "../survey/schema.ts";

/** By what the figures of needs can be broken down, as rows or as columns. */
export const needDimensions = ["skill", "group", "cluster", "quarter", "mode", "level"] as const;
export type NeedDimension = (typeof needDimensions)[number];

/** Key of the dimension `cluster` for businesses that stand in none. */
export const outsideClusters = "none";

const wantedQuarter = z.pipe(
  z._default(z.string(), ""),
  z.pipe(
    z.transform((text: string) => (/^20\d\d-[1-4]$/.test(text) ? text : null)),
    z.nullable(z.string()),
  ),
);

const filter = z.object({
  /** Null: the round that the office works on. */
  round: z.catch(optionalId(), null),
  q: z.catch(optionalText(100), null),
  skill: z.catch(optionalId(), null),
  group: z.catch(optionalChoice(skillGroups), null),
  cluster: z.catch(z.union([z.literal(outsideClusters), optionalId()]), null),
  quarter: wantedQuarter,
  mode: z.catch(optionalChoice(needModes), null),
  level: z.catch(optionalChoice(["1", "2", "3", "4"]), null),
});
/** Which need lines are meant; what stands in the URL of the needs pages, so that every figure can name its rows. */
export type NeedFilter = z.output<typeof filter>;

/** The filter that stands in a URL; what it does not know is left out. */
export function readNeedFilter(params: Record<string, string>): NeedFilter {
  return z.parse(filter, params);
}

/** The filter as a query string, for links from a figure to its rows; `more` narrows it. */
export function needQuery(shown: NeedFilter, more: Partial<Record<keyof NeedFilter, string>> = {}): string {
  const entries = Object.entries({ ...shown, ...more }).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  );
  return new URLSearchParams(entries).toString();
}

const grouping = z.object({
  rows: z.catch(z.enum(needDimensions), "skill"),
  columns: z.catch(z.enum(needDimensions), "quarter"),
});
export type Grouping = z.output<typeof grouping>;

/** How the table is broken down; the same dimension twice would say nothing, so columns then give way. */
export function readGrouping(params: Record<string, string>): Grouping {
  const { rows, columns } = z.parse(grouping, params);
  return { rows, columns: rows === columns ? (rows === "quarter" ? "skill" : "quarter") : columns };
}
