import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type NeedDimension, needDimensions, outsideClusters } from "#app/domain/needs/schema.ts";
import { skillLevels } from "#app/domain/skills/schema.ts";
import { needModes } from "#app/domain/survey/schema.ts";
import { FilterSelect, ListFilter } from "#app/ui/table.tsx";

type Props = {
  rounds: { id: string; year: number; number: number }[];
  clusters: { id: string; name: string }[];
  /** Further filters of one page. */
  children?: ReactNode;
};

/** The filters that the figures of needs and their rows share. */
export function NeedFilters({ rounds, clusters, children }: Props) {
  const { t } = useTranslation(["rounds", "skills"]);
  return (
    <ListFilter placeholder={t("needs.filter.search")}>
      <FilterSelect
        name="round"
        label={t("needs.filter.round")}
        all={t("needs.filter.currentRound")}
        options={rounds.map((round) => ({ value: round.id, label: t("name", round) }))}
      />
      <FilterSelect
        name="mode"
        label={t("needs.filter.mode")}
        all={t("needs.filter.allModes")}
        options={needModes.map((mode) => ({ value: mode, label: t(`needs.${mode}`) }))}
      />
      <FilterSelect
        name="cluster"
        label={t("needs.filter.cluster")}
        all={t("needs.filter.allClusters")}
        options={[
          ...clusters.map(({ id, name }) => ({ value: id, label: name })),
          { value: outsideClusters, label: t("needs.outsideClusters") },
        ]}
      />
      <FilterSelect
        name="level"
        label={t("needs.filter.level")}
        all={t("needs.filter.allLevels")}
        options={skillLevels.map((level) => ({ value: String(level), label: t(`skills:levels.${level}`) }))}
      />
      {children}
    </ListFilter>
  );
}

/** By what chart and table are broken down. */
export function GroupingSelects() {
  const { t } = useTranslation("rounds");
  const options = (key: "byRow" | "byColumn", byDefault: NeedDimension) =>
    needDimensions
      .filter((dimension) => dimension !== byDefault)
      .map((dimension) => ({ value: dimension, label: labelOf(key, dimension) }));
  const labelOf = (key: "byRow" | "byColumn", dimension: NeedDimension) =>
    t(`needs.${key}`, { dimension: t(`needs.dimension.${dimension}`) });
  return (
    <>
      <FilterSelect
        name="rows"
        label={t("needs.by")}
        all={labelOf("byRow", "skill")}
        options={options("byRow", "skill")}
      />
      <FilterSelect
        name="columns"
        label={t("needs.across")}
        all={labelOf("byColumn", "quarter")}
        options={options("byColumn", "quarter")}
      />
    </>
  );
}
