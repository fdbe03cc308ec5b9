import type { MessageKey } from "#app/i18n/catalogue.ts";
import { plainTable } from "#app/spreadsheet/writing/plain-table.ts";
import type {
  TableColumn,
  TableDescription,
  TableValues,
} from "#app/spreadsheet/writing/table-description.ts";
import { type LocalDate, showDate, showQuarter } from "#app/vietnamese/dates.ts";
import type { listNeeds } from "./queries.server.ts";
import { dimensionLabel, type Pivot } from "./rules.ts";
import type { Grouping } from "./schema.ts";

type Translate = (key: MessageKey, params?: Record<string, string | number>) => string;
type Source = { round: { year: number; number: number; title: string }; today: LocalDate };
type Table = { table: TableDescription; rows: TableValues[] };

function subtitle({ round, today }: Source, t: Translate): string[] {
  return [`${round.title}, ${t("rounds:name", round)}`, t("rounds:needs.asOf", { day: showDate(today) })];
}

/** The table of the needs page as a sheet: people by rows and columns, with the sums. */
export function pivotSheet(pivot: Pivot, grouping: Grouping, source: Source, t: Translate): Table {
  const byMode = grouping.rows !== "mode" && grouping.columns !== "mode";
  const figures = [
    ...pivot.columns.map((column) => dimensionLabel(grouping.columns, column, t)),
    ...(byMode ? [t("rounds:needs.train"), t("rounds:needs.hire")] : []),
    t("rounds:needs.total"),
  ];
  const columns: TableColumn[] = [
    { header: t(`rounds:needs.filter.${grouping.rows}`), width: 40, kind: "text" },
    ...figures.map((header) => ({ header, width: 14, kind: "integer" as const })),
  ];
  const rows = pivot.rows.map((row) => [
    dimensionLabel(grouping.rows, row, t),
    ...pivot.columns.map((column) => row.byColumn[column.key] ?? 0),
    ...(byMode ? [row.train, row.hire] : []),
    row.people,
  ]);
  const { total } = pivot;
  const sums = [
    t("rounds:needs.total"),
    ...pivot.columns.map((column) => column.people),
    ...(byMode ? [total.train, total.hire] : []),
    total.people,
  ];
  const table = plainTable({ title: t("rounds:needs.title"), subtitle: subtitle(source, t), columns });
  // The last row is a sum and no line of its own: the foot counts nothing here.
  return { table: { ...table, footer: { ...table.footer, totalLine: () => "" } }, rows: [...rows, sums] };
}

type NeedRow = Awaited<ReturnType<typeof listNeeds>>["rows"][number];

/** Need lines with their balance as a sheet. */
export function needRowsSheet(lines: readonly NeedRow[], source: Source, t: Translate): Table {
  const text = (key: MessageKey, width: number) => ({ header: t(key), width, kind: "text" as const });
  const figure = (key: MessageKey) => ({ header: t(key), width: 11, kind: "integer" as const });
  const columns: TableColumn[] = [
    text("rounds:needs.rows.business", 34),
    text("rounds:columns.cluster", 30),
    text("rounds:columns.response", 16),
    figure("rounds:response.number"),
    text("rounds:needs.rows.position", 26),
    text("rounds:needs.rows.skill", 28),
    figure("rounds:needs.rows.exportLevel"),
    text("rounds:needs.rows.mode", 12),
    text("rounds:needs.rows.quarter", 11),
    figure("rounds:needs.rows.stated"),
    figure("rounds:needs.rows.nominated"),
    figure("rounds:needs.rows.approved"),
    figure("rounds:needs.rows.met"),
  ];
  const rows = lines.map((line) => [
    line.business,
    line.cluster,
    line.receiptNumber,
    line.number,
    line.position,
    line.skill,
    line.level,
    t(`rounds:needs.${line.mode}`),
    showQuarter(line.wantedYear, line.wantedQuarter),
    line.people,
    line.nominated,
    line.approved,
    line.met,
  ]);
  return {
    table: plainTable({ title: t("rounds:needs.rows.title"), subtitle: subtitle(source, t), columns }),
    rows,
  };
}
