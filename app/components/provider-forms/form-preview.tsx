import { useTranslation } from "react-i18next";
import type { OpenedForm } from "#app/domain/provider-forms/open-form.server.ts";

/** The top of the form as a table, with the numbers and letters by which its places are named. */
export function FormPreview({ form }: { form: OpenedForm }) {
  const { t } = useTranslation("forms");
  const letters = new Map(
    form.preview.flatMap(({ cells }) => cells.map(({ column, letter }) => [column, letter] as const)),
  );
  const columns = [...letters].sort(([a], [b]) => a - b);
  return (
    <section className="mt-6">
      <h2>{t("check.preview")}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="overflow-x-auto rounded-box border border-base-300" tabIndex={0}>
        <table className="table table-sm">
          <caption className="sr-only">{t("check.preview")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("check.row")}</th>
              {columns.map(([column, letter]) => (
                <th key={column} scope="col">
                  {letter}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {form.preview.map(({ number, cells }) => (
              <tr key={number} className={number === form.headerRow ? "bg-base-200 font-semibold" : ""}>
                <th scope="row">{number}</th>
                {columns.map(([column]) => (
                  <td key={column} className="min-w-24 whitespace-pre-line wrap-anywhere">
                    {cells.find((cell) => cell.column === column)?.text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
