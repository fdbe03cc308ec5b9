import { useTranslation } from "react-i18next";
import type { ImportKind } from "#app/domain/imports/schema.ts";
import type { ShownRow } from "#app/domain/imports/shown-row.ts";
import { useMessage } from "#app/ui/message.tsx";
import { useFieldName } from "./field-name.ts";

/** Rows that were not saved, and why. */
export function LeftRows({ kind, rows }: { kind: ImportKind; rows: ShownRow[] }) {
  const { t } = useTranslation("imports");
  const nameOf = useFieldName(kind);
  const translate = useMessage();
  return (
    <ul className="list-disc pl-5">
      {rows.map(({ rowNumber, cells, remarks }) => {
        const problems = cells.flatMap(({ field, problems }) =>
          problems.map((text) => t("row.sentence", { field: nameOf(field), text: translate(text) })),
        );
        const reasons = [...remarks.map(translate), ...problems];
        const [name] = cells.flatMap(({ text }) => text ?? []);
        return (
          <li key={rowNumber}>
            {t("row.heading", { row: rowNumber })}
            {name && ` (${name})`}
            {reasons.length > 0 && `: ${reasons.join("; ")}`}
          </li>
        );
      })}
    </ul>
  );
}
