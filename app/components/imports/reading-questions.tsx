import { useTranslation } from "react-i18next";
import type { DescribedImport } from "#app/domain/imports/described-import.server.ts";
import type { Decision } from "#app/spreadsheet/understanding/reading-decisions.ts";
import { ChoiceSelect } from "./choice-select.tsx";

type Codes = Decision["code"];
type Of<C extends Codes> = Extract<Decision, { code: C }>;

/** The questions that a sheet leaves open, and what was answered. Without a question there is nothing to see. */
export function ReadingQuestions({ preview: { understood, settings } }: { preview: DescribedImport }) {
  const { t } = useTranslation("imports");
  const decisions = understood?.decisions ?? [];
  const all = <C extends Codes>(code: C) => decisions.filter((each): each is Of<C> => each.code === code);
  const taken = (decision: { asks: boolean; taken: boolean } | undefined) =>
    !decision || decision.asks ? "" : decision.taken ? "take" : "leave";
  const letterOf = (column: number) =>
    understood?.columns.find((each) => each.column === column)?.letter ?? String(column);
  const [rows] = all("hiddenRows");
  const [columns] = all("hiddenColumns");
  const [phones] = all("oldPhones");
  const [encoding] = all("encoding");
  return (
    <div className="mb-3 flex flex-wrap items-end gap-x-4 gap-y-2">
      {rows && (
        <ChoiceSelect
          name="hiddenRows"
          label={t("choice.hiddenRows.label")}
          value={taken(rows)}
          options={(["take", "leave"] as const).map((value) => ({
            value,
            label: t(`choice.hiddenRows.${value}`),
          }))}
        />
      )}
      {columns && (
        <ChoiceSelect
          name="hiddenColumns"
          label={t("choice.hiddenColumns.label")}
          value={taken(columns)}
          options={(["take", "leave"] as const).map((value) => ({
            value,
            label: t(`choice.hiddenColumns.${value}`),
          }))}
        />
      )}
      {all("dayMonth").map(({ column, asks, taken: value }) => (
        <ChoiceSelect
          key={column}
          name={`dayMonth.c${column}`}
          label={t("choice.dayMonth.label", { letter: letterOf(column) })}
          value={asks ? "" : value}
          options={(["asWritten", "swapped"] as const).map((each) => ({
            value: each,
            label: t(`choice.dayMonth.${each}`),
          }))}
        />
      ))}
      {phones && (
        <ChoiceSelect
          name="oldPhones"
          label={t("choice.oldPhones.label")}
          value={phones.asks ? "" : phones.taken}
          options={(["convert", "keep"] as const).map((value) => ({
            value,
            label: t(`choice.oldPhones.${value}`),
          }))}
        />
      )}
      {(encoding || settings.choices.encoding) && (
        <ChoiceSelect
          name="encoding"
          label={t("choice.encoding.label")}
          value={settings.choices.encoding ?? ""}
          empty={t("choice.automatic")}
          options={(["unicode", "tcvn3", "vni"] as const).map((value) => ({
            value,
            label: t(`choice.encoding.${value}`),
          }))}
        />
      )}
    </div>
  );
}
