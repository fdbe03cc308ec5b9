// biome-ignore-all lint/a11y/noRedundantRoles: what is displayed as a block has lost the role of its element
import { Form, Link, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { showNumber } from "#app/vietnamese/numbers.ts";

export type Column<Row> = {
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  align?: "right";
  /** What a row is called, on a phone the title of its card; without one it is the first column. */
  isTitle?: boolean;
  /** Name of the sort in the URL; without it the header is plain. */
  sort?: string;
};

type Props<Row> = {
  rows: Row[];
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  caption: string;
  oneLine?: boolean;
};

/**
 * The office's table: 14 px, rows of 36 px, a header that says how it is sorted. On a phone every row is a card with
 * the header beside each value (`stacked` in app.css), and of the header only the sorting stays. Elements of a table
 * that are displayed as blocks are no table any more to some screen readers, so each has its role written out.
 * @param oneLine no cell breaks its line: for lists of many rows, where a long text is cut by `OneLine`
 */
export function DataTable<Row>({ rows, columns, rowKey, caption, oneLine }: Props<Row>) {
  const title = columns.find(({ isTitle }) => isTitle) ?? columns.find(({ header }) => isText(header));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="overflow-x-auto rounded-box border border-base-300" aria-label={caption} tabIndex={0}>
      <table
        role="table"
        className={`stacked table table-sm sm:[&_td]:px-2 sm:[&_td]:py-1 [&_th]:px-2 [&_tr]:text-sm ${oneLine ? "sm:whitespace-nowrap" : ""}`}
      >
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className="bg-base-200 text-base-content">
          <tr role="row">
            {columns.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns of one table keep their order
              <HeaderCell key={index} column={column} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row" className="h-9 hover:bg-base-200">
              {columns.map((column, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns of one table keep their order
                <BodyCell key={index} column={column} row={row} isTitle={column === title} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const isText = (header: ReactNode) => typeof header === "string";

/** A text that is cut where it would be too long; the whole of it shows under the pointer. */
export function OneLine({ text, width }: { text: string | null; width: string }) {
  return (
    <span className={`block truncate ${width}`} title={text ?? undefined}>
      {text}
    </span>
  );
}

type CellProps<Row> = { column: Column<Row>; row: Row; isTitle: boolean };

function BodyCell<Row>({ column: { header, align, cell }, row, isTitle }: CellProps<Row>) {
  return (
    <td
      role="cell"
      data-label={isText(header) && !isTitle ? header : undefined}
      className={`${isTitle ? "card-title" : ""} ${align === "right" ? "tabular-nums sm:text-right" : ""}`}
    >
      <div>{cell(row)}</div>
    </td>
  );
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const [params] = useSearchParams();
  const [field, direction] = (params.get("sort") ?? "").split("-");
  const sorted = column.sort !== undefined && field === column.sort;
  const next = new URLSearchParams(params);
  next.set("sort", sorted && direction !== "desc" ? `${column.sort}-desc` : `${column.sort}`);
  next.delete("page");
  next.delete("done");
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={sorted ? (direction === "desc" ? "descending" : "ascending") : undefined}
      className={column.align === "right" ? "text-right" : ""}
    >
      {column.sort ? (
        <Link to={`?${next}`} className="text-base-content underline decoration-dotted underline-offset-4">
          {column.header}
          <span aria-hidden="true">{sorted ? (direction === "desc" ? " ↓" : " ↑") : ""}</span>
        </Link>
      ) : (
        column.header
      )}
    </th>
  );
}

/** Search and filters of a list: a plain GET form, so that what is shown stands in the URL. */
export function ListFilter({ children, placeholder }: { children?: ReactNode; placeholder: string }) {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  return (
    <Form method="get" role="search" className="no-print mb-4 flex flex-wrap items-end gap-3">
      <label className="grow sm:max-w-xs">
        <span className="sr-only">{t("list.search")}</span>
        <input
          type="search"
          name="q"
          defaultValue={params.get("q") ?? ""}
          placeholder={placeholder}
          className="input w-full text-base"
        />
      </label>
      {children}
      <button type="submit" className="btn btn-outline min-h-10 border-base-300 text-base font-medium">
        {t("list.apply")}
      </button>
    </Form>
  );
}

type FilterProps = { name: string; label: string; options: { value: string; label: string }[]; all: string };

export function FilterSelect({ name, label, options, all }: FilterProps) {
  const [params] = useSearchParams();
  return (
    <label>
      <span className="sr-only">{label}</span>
      <select name={name} defaultValue={params.get(name) ?? ""} className="select text-base">
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Which rows are shown of how many, and the way to the others. */
export function Pagination({ page, pageSize, total }: { page: number; pageSize: number; total: number }) {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const link = (target: number) => {
    const next = new URLSearchParams(params);
    next.set("page", String(target));
    next.delete("done");
    return `?${next}`;
  };
  const last = Math.max(1, Math.ceil(total / pageSize));
  const first = total === 0 ? 0 : (page - 1) * pageSize + 1;
  return (
    <nav aria-label={t("list.pages")} className="no-print mt-3 flex flex-wrap items-center gap-4 text-sm">
      <span>
        {t("list.shown", {
          from: showNumber(first),
          to: showNumber(Math.min(total, page * pageSize)),
          total: showNumber(total),
        })}
      </span>
      {page > 1 && (
        <Link to={link(page - 1)} className="link text-secondary">
          {t("list.previous")}
        </Link>
      )}
      {page < last && (
        <Link to={link(page + 1)} className="link text-secondary">
          {t("list.next")}
        </Link>
      )}
    </nav>
  );
}
