import { useTranslation } from "react-i18next";

type Props = {
  caption: string;
  rows: { number: number; cells: { column: number; letter: string; text: string }[] }[];
  /** Number of the row that stands out: the header of the table in the sheet. */
  highlighted?: number;
};

/** The top of a sheet as it stands, with the numbers and letters by which its places are named. */
export function SheetPreview({ caption, rows, highlighted }: Props) {
  const { t } = useTranslation();
  const columns = [
    ...new Map(rows.flatMap(({ cells }) => cells.map(({ column, letter }) => [column, letter] as const))),
  ].sort(([a], [b]) => a - b);
  return (
    <section
      className="my-3 overflow-x-auto rounded-box border border-base-300"
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table className="table table-sm">
        <caption className="p-2 text-left font-medium">{caption}</caption>
        <thead className="bg-base-200 text-base-content">
          <tr>
            <th scope="col">{t("sheet.row")}</th>
            {columns.map(([column, letter]) => (
              <th key={column} scope="col">
                {letter}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ number, cells }) => (
            <tr key={number} className={number === highlighted ? "bg-base-200 font-semibold" : ""}>
              <th scope="row">{number}</th>
              {columns.map(([column]) => (
                <td key={column} className="min-w-24 whitespace-pre-line wrap-break-word">
                  {cells.find((cell) => cell.column === column)?.text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
