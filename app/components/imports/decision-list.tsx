import { useTranslation } from "react-i18next";
import type { ImportKind } from "#app/domain/imports/schema.ts";
import type { ColumnReading, Decision } from "#app/spreadsheet/understanding/reading-decisions.ts";
import { showDate } from "#app/vietnamese/dates.ts";
import { useFieldName } from "./field-name.ts";

type Props = {
  kind: ImportKind;
  decisions: Decision[];
  columns: ColumnReading<string>[];
  /** What was decided without the reader. */
  others: readonly string[];
};

/** What was decided, one sentence each; what is asked comes first. */
export function DecisionList({ kind, decisions, columns, others }: Props) {
  const sentenceOf = useSentence(kind, columns);
  const told = decisions
    .toSorted((a, b) => Number(b.asks) - Number(a.asks))
    .map((decision) => ({ asks: decision.asks, sentence: sentenceOf(decision) }));
  const shown = [...told, ...others.map((sentence) => ({ asks: false, sentence }))].filter(
    ({ sentence }) => sentence !== null,
  );
  if (shown.length === 0) return null;
  return (
    <ul className="mt-2 list-disc pl-5 text-sm">
      {shown.map(({ asks, sentence }) => (
        <li key={sentence} className={asks ? "font-semibold text-warning-content" : "text-neutral"}>
          {sentence}
        </li>
      ))}
    </ul>
  );
}

/** Null for what stands elsewhere on the page. */
function useSentence(
  kind: ImportKind,
  columns: ColumnReading<string>[],
): (decision: Decision) => string | null {
  const { t } = useTranslation("imports");
  const field = useFieldName(kind);
  return (decision) => {
    switch (decision.code) {
      case "sheet":
        return decision.others.length > 0
          ? t("decision.otherSheets", { others: decision.others.join(", ") })
          : null;
      case "headerRows":
        return null;
      case "noHeader":
        return t("decision.noHeader");
      case "columnBySamples":
        return t("decision.columnBySamples", named(decision));
      case "encoding":
        return t(`decision.encoding.${decision.encoding}`, { cells: decision.cells, ...decision.example });
      case "hiddenRows":
        return answered(
          decision,
          t("decision.hiddenRows", { count: decision.rows.length, rows: ranges(decision.rows) }),
          t("decision.ask.hiddenRows"),
          t(`choice.hiddenRows.${decision.taken ? "take" : "leave"}`),
        );
      case "hiddenColumns":
        return answered(
          decision,
          t("decision.hiddenColumns", {
            count: decision.columns.length,
            columns: decision.columns.map(letterOf).join(", "),
          }),
          t("decision.ask.hiddenColumns"),
          t(`choice.hiddenColumns.${decision.taken ? "take" : "leave"}`),
        );
      case "tableBeside":
        return t("decision.tableBeside", { columns: decision.columns.map(letterOf).join(", ") });
      case "groupRows":
        return t("decision.groupRows", { rows: ranges(decision.rows), field: field(decision.field) });
      case "groupAbove":
        return t("decision.groupAbove", { row: decision.row, field: field(decision.field) });
      case "mergesFilledDown":
        return t("decision.mergesFilledDown", { ...named(decision), cells: decision.cells });
      case "dittoFilledDown":
        return t("decision.dittoFilledDown", { ...named(decision), cells: decision.cells });
      case "zeroRestored":
        return t("decision.zeroRestored", { field: field(decision.field), cells: decision.cells });
      case "dayMonth": {
        const [example] = decision.examples;
        const { realDates, textDates } = decision;
        return answered(
          decision,
          t("decision.dayMonth", { ...named(decision), realDates, textDates }),
          t("decision.ask.dayMonth", {
            row: example?.row ?? 0,
            asWritten: example ? showDate(example.asWritten) : "",
            swapped: example ? showDate(example.swapped) : "",
          }),
          t(`choice.dayMonth.${decision.taken}`),
        );
      }
      case "oldPhones":
        return answered(
          decision,
          t("decision.oldPhones", { cells: decision.cells }),
          t("decision.ask.oldPhones"),
          t(`choice.oldPhones.${decision.taken}`),
        );
      case "rowsLeftOut":
        return t("decision.rowsLeftOut", {
          rows: ranges(decision.rows),
          reason: t(`leftOut.${decision.reason}`),
        });
    }
  };

  /** What was seen, and the question that it raises, or how that was answered. */
  function answered({ asks }: Decision, seen: string, question: string, answer: string): string {
    return `${seen} ${asks ? question : t("decision.answered", { answer })}`;
  }

  function letterOf(column: number): string {
    return columns.find((each) => each.column === column)?.letter ?? String(column);
  }

  function named({ column, field: name }: { column: number; field: string }) {
    return { letter: letterOf(column), field: field(name) };
  }
}

/** 1, 2, 3, 7 as "1–3, 7". */
function ranges(rows: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const row of rows) {
    const last = parts.at(-1);
    if (last && row === last[1] + 1) last[1] = row;
    else parts.push([row, row]);
  }
  return parts.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(", ");
}
