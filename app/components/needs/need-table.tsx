import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { dimensionLabel, type Pivot } from "#app/domain/needs/rules.ts";
import { type Grouping, type NeedFilter, needQuery } from "#app/domain/needs/schema.ts";
import { useMessage } from "#app/ui/message.tsx";
import { DataTable } from "#app/ui/table.tsx";
import { showNumber } from "#app/vietnamese/numbers.ts";

type Props = { pivot: Pivot; filter: NeedFilter; grouping: Grouping };
type Narrowing = Parameters<typeof needQuery>[1];

/** Rows by columns with their sums; every number opens its rows. An empty cell is a nought. */
export function NeedTable({ pivot, filter, grouping }: Props) {
  const { t } = useTranslation("rounds");
  const translate = useMessage();
  const { rows, columns } = grouping;
  const figure = (people: number, narrowing: Narrowing) =>
    people > 0 && <Link to={`/office/needs/rows?${needQuery(filter, narrowing)}`}>{showNumber(people)}</Link>;
  const sums = Object.fromEntries(pivot.columns.map((column) => [column.key, column.people]));
  const lines = [
    ...pivot.rows.map((row) => ({
      ...row,
      label: dimensionLabel(rows, row, translate),
      narrowing: { [rows]: row.key },
    })),
    { ...pivot.total, key: "total", label: t("needs.total"), byColumn: sums, narrowing: {} },
  ];
  return (
    <DataTable
      caption={t("needs.tableOf", {
        rows: t(`needs.dimension.${rows}`),
        columns: t(`needs.dimension.${columns}`),
      })}
      rows={lines}
      rowKey={(line) => line.key}
      columns={[
        {
          header: t(`needs.filter.${rows}`),
          cell: (line) => (
            <span className={`inline-block min-w-40 ${line.key === "total" ? "font-semibold" : ""}`}>
              {line.label}
            </span>
          ),
        },
        ...pivot.columns.map((column) => ({
          header: dimensionLabel(columns, column, translate),
          align: "right" as const,
          cell: (line: (typeof lines)[number]) =>
            figure(line.byColumn[column.key] ?? 0, { ...line.narrowing, [columns]: column.key }),
        })),
        ...(["train", "hire"] as const)
          .filter(() => columns !== "mode" && rows !== "mode")
          .map((mode) => ({
            header: t(`needs.${mode}`),
            align: "right" as const,
            cell: (line: (typeof lines)[number]) => figure(line[mode], { ...line.narrowing, mode }),
          })),
        {
          header: t("needs.total"),
          align: "right",
          cell: (line) => <strong>{figure(line.people, line.narrowing)}</strong>,
        },
      ]}
    />
  );
}
