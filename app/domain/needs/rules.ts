import type { MessageKey } from "#app/i18n/catalogue.ts";
import { showQuarter } from "#app/vietnamese/dates.ts";
import { type SkillGroup, skillLevels } from "../skills/schema.ts";
import { type NeedDimension, outsideClusters } from "./schema.ts";

/** One value of a dimension; `label` is null where the key itself is translated. */
export type DimensionValue = { key: string; label: string | null; order: string };

/** People wanted where a row and a column meet. */
export type NeedCell = {
  row: DimensionValue;
  column: DimensionValue;
  mode: "hire" | "train";
  people: number;
};

type Sum = { people: number; hire: number; train: number };
export type PivotLine = DimensionValue & Sum;
export type Pivot = {
  rows: (PivotLine & { byColumn: Record<string, number> })[];
  columns: PivotLine[];
  total: Sum;
};

/** Rows by columns with their sums. Every figure is a sum over the same cells, so the margins always add up. */
export function pivotOf(cells: readonly NeedCell[]): Pivot {
  const columns = linesOf(cells, (cell) => cell.column);
  const rows = linesOf(cells, (cell) => cell.row).map((row) => ({
    ...row,
    byColumn: Object.fromEntries(
      columns.map((column) => [
        column.key,
        sumOf(cells.filter((cell) => cell.row.key === row.key && cell.column.key === column.key)).people,
      ]),
    ),
  }));
  return { rows, columns, total: sumOf(cells) };
}

function linesOf(cells: readonly NeedCell[], valueIn: (cell: NeedCell) => DimensionValue): PivotLine[] {
  const values = new Map(cells.map((cell) => [valueIn(cell).key, valueIn(cell)]));
  return [...values.values()]
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map((value) => ({ ...value, ...sumOf(cells.filter((cell) => valueIn(cell).key === value.key)) }));
}

function sumOf(cells: readonly NeedCell[]): Sum {
  const people = (mode: NeedCell["mode"]) =>
    cells.reduce((sum, cell) => sum + (cell.mode === mode ? cell.people : 0), 0);
  const [hire, train] = [people("hire"), people("train")];
  return { people: hire + train, hire, train };
}

/** What a value of a dimension is called: by its name where it has one, else by its key. */
export function dimensionLabel(
  dimension: NeedDimension,
  { key, label }: { key: string; label: string | null },
  translate: (key: MessageKey) => string,
): string {
  if (label !== null) return label;
  switch (dimension) {
    case "mode":
      return translate(key === "hire" ? "rounds:needs.hire" : "rounds:needs.train");
    case "level": {
      const level = skillLevels.find((known) => String(known) === key);
      return level ? translate(`skills:levels.${level}`) : key;
    }
    case "group":
      return translate(`skills:groups.${key as SkillGroup}`);
    case "quarter": {
      const [year = 0, quarter = 0] = key.split("-").map(Number);
      return showQuarter(year, quarter);
    }
    default:
      return key === outsideClusters ? translate("rounds:needs.outsideClusters") : key;
  }
}
