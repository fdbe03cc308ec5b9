import { useTranslation } from "react-i18next";
import type { ImportKind } from "#app/domain/imports/schema.ts";
import type { ColumnReading } from "#app/spreadsheet/understanding/reading-decisions.ts";
import { DataTable } from "#app/ui/table.tsx";
import { useFieldName } from "./field-name.ts";

/** Below this the header did not quite say it. */
const sure = 0.7;

type Props = { kind: ImportKind; fields: readonly string[]; columns: ColumnReading<string>[] };

/** Every column of the list with what it was taken for, to be changed. */
export function ColumnTable({ kind, fields, columns }: Props) {
  const { t } = useTranslation("imports");
  const nameOf = useFieldName(kind);
  if (columns.length === 0) return null;
  return (
    <div className="my-3">
      <DataTable
        caption={t("reading.columns")}
        rows={columns}
        rowKey={({ column }) => String(column)}
        columns={[
          { header: t("reading.column"), cell: ({ letter }) => letter },
          {
            header: t("reading.label"),
            cell: ({ label, hidden }) => (
              <span className="inline-block min-w-32">
                {label || "–"}
                {hidden && <span className="text-neutral"> ({t("reading.hiddenColumn")})</span>}
              </span>
            ),
          },
          {
            header: t("reading.samples"),
            cell: ({ samples }) => (
              <span className="line-clamp-2 max-w-xs min-w-40 text-neutral">
                {samples.slice(0, 3).join(" · ")}
              </span>
            ),
          },
          {
            header: t("reading.meaning"),
            cell: ({ column, letter, field, sureness }) => (
              <span className="flex items-center gap-2">
                <select
                  key={field}
                  name={`columns.c${column}`}
                  defaultValue={field ?? ""}
                  aria-label={t("reading.meaningOf", { letter })}
                  className="select select-sm w-48 text-sm"
                >
                  <option value="">{t("reading.unread")}</option>
                  {fields.map((each) => (
                    <option key={each} value={each}>
                      {nameOf(each)}
                    </option>
                  ))}
                </select>
                {field !== null && sureness < sure && (
                  <span className="whitespace-nowrap text-warning-content">{t("reading.doubtful")}</span>
                )}
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}
