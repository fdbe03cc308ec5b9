import { useTranslation } from "react-i18next";
import type { SplitRow } from "#app/domain/nominations/rules.ts";
import { DataTable } from "#app/ui/table.tsx";
import { showNumber } from "#app/vietnamese/numbers.ts";

/** How the seats of the ward would go by unmet need, beside what each business has sent. A suggestion: it binds nobody. */
export function SplitTable({ rows }: { rows: SplitRow[] }) {
  const { t } = useTranslation("nominations");
  return (
    <section>
      <h2 className="mt-0">{t("split.title")}</h2>
      {rows.length === 0 ? (
        <p className="text-neutral">{t("list.noNeed")}</p>
      ) : (
        <>
          <p className="mb-2 text-neutral text-sm">{t("split.lead")}</p>
          <DataTable
            caption={t("split.title")}
            rows={rows}
            rowKey={({ businessId }) => businessId}
            columns={[
              { header: t("split.business"), cell: ({ business }) => business },
              { header: t("split.unmet"), align: "right", cell: ({ unmet }) => showNumber(unmet) },
              {
                header: t("split.seats"),
                align: "right",
                cell: ({ seats, floor, ceiling }) => (
                  <span
                    className="whitespace-nowrap"
                    title={floor === ceiling ? undefined : t("split.rounding", { floor, ceiling })}
                  >
                    {showNumber(seats)}
                    {floor !== ceiling && (
                      <span className="text-neutral text-xs">
                        {" "}
                        ({floor}–{ceiling})
                      </span>
                    )}
                  </span>
                ),
              },
              { header: t("split.sent"), align: "right", cell: ({ sent }) => showNumber(sent) },
            ]}
          />
        </>
      )}
    </section>
  );
}
