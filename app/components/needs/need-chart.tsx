import { useTranslation } from "react-i18next";
import { dimensionLabel, type Pivot } from "#app/domain/needs/rules.ts";
import { type Grouping, type NeedFilter, needQuery } from "#app/domain/needs/schema.ts";
import { needModes } from "#app/domain/survey/schema.ts";
import { BarChart } from "#app/ui/chart.tsx";
import { useMessage } from "#app/ui/message.tsx";
import { showNumber } from "#app/vietnamese/numbers.ts";

type Props = { pivot: Pivot; filter: NeedFilter; grouping: Grouping };

/** People wanted by the rows' dimension; the part to train and the part to hire each open their rows. */
export function NeedChart({ pivot, filter, grouping }: Props) {
  const { t } = useTranslation("rounds");
  const translate = useMessage();
  const modes = [...needModes].reverse();
  return (
    <BarChart
      title={t("needs.chart", { by: t(`needs.dimension.${grouping.rows}`) })}
      parts={modes.map((mode) => t(`needs.${mode}`))}
      bars={pivot.rows.map((row) => {
        const label = dimensionLabel(grouping.rows, row, translate);
        const rowsOf = (more: Parameters<typeof needQuery>[1]) =>
          `/office/needs/rows?${needQuery(filter, { [grouping.rows]: row.key, ...more })}`;
        return {
          key: row.key,
          label,
          to: rowsOf({}),
          value: row.people,
          text: showNumber(row.people),
          parts: modes.map((mode) => ({
            key: mode,
            value: row[mode],
            to: rowsOf({ mode }),
            label: t("needs.bar", { label, mode: t(`needs.${mode}`), count: row[mode] }),
          })),
        };
      })}
    />
  );
}
