import { useTranslation } from "react-i18next";
import type { DescribedImport } from "#app/domain/imports/described-import.server.ts";

/** The first rows of a sheet as they stand, to find the header row and the columns by eye. */
export function SheetTop({ top }: { top: NonNullable<DescribedImport["top"]> }) {
  const { t } = useTranslation("imports");
  const letters = [
    ...new Map(top.rows.flatMap(({ cells }) => cells.map(({ column, letter }) => [column, letter] as const))),
  ].sort(([a], [b]) => a - b);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="my-3 overflow-x-auto rounded-box border border-base-300" tabIndex={0}>
      <table className="table table-xs">
        <caption className="p-2 text-left font-medium">{t("reading.top", { sheet: top.name })}</caption>
        <thead className="bg-base-200 text-base-content">
          <tr>
            <th scope="col">{t("row.number")}</th>
            {letters.map(([column, letter]) => (
              <th key={column} scope="col">
                {letter}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {top.rows.map(({ number, cells }) => (
            <tr key={number}>
              <th scope="row">{number}</th>
              {letters.map(([column]) => (
                <td key={column}>{cells.find((cell) => cell.column === column)?.text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
