import "./list-document.css";
import type { ShownDocument } from "#app/domain/rosters/shown-document.ts";

type Signatures = ShownDocument["signatures"];

/** The list as it will be printed; its words are Vietnamese in either language of the page. */
export function ListDocument({ document }: { document: ShownDocument }) {
  const { head, title, subtitle, totalLine, signatures } = document;
  const motto = head.right.length - 1;
  return (
    <article className="list-document" lang="vi">
      <div className="list-head">
        <div className="list-agency">
          {head.left.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        <div>
          {head.right.map((line, index) => (
            <p key={line} className={index === motto ? "list-motto" : ""}>
              <span>{line}</span>
            </p>
          ))}
        </div>
      </div>
      <h2 className="list-title">{title}</h2>
      {subtitle.map((line) => (
        <p key={line} className="list-attached">
          {line}
        </p>
      ))}
      <DocumentTable document={document} />
      <p className="list-total">{totalLine}</p>
      <div className="list-signatures">
        <SignatureBlock className="is-left" lines={signatures.left} />
        <SignatureBlock lines={signatures.right} />
      </div>
    </article>
  );
}

type Table = Pick<ShownDocument, "title" | "columns" | "groups" | "rows">;

/** The table alone: with people of a list, or with invented ones where its columns are chosen. */
export function DocumentTable({ document: { title, columns, groups, rows } }: { document: Table }) {
  return (
    <table aria-label={title}>
      <TableHead columns={columns} groups={groups} />
      <tbody>
        {rows.map(({ number, cells }) => (
          <tr key={number}>
            {columns.map(({ field, header, align }, index) => (
              <td
                // biome-ignore lint/suspicious/noArrayIndexKey: columns of one table keep their order
                key={index}
                data-field={field}
                data-label={header}
                className={align === "center" ? "is-center" : ""}
              >
                {cells[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One row, or two where columns stand under a common head. */
function TableHead({ columns, groups }: Pick<Table, "columns" | "groups">) {
  const grouped = groups.filter(({ group }) => group !== null);
  return (
    <thead>
      <tr>
        {groups.map(({ group, first, last }) =>
          group === null ? (
            <th key={first} scope="col" rowSpan={grouped.length > 0 ? 2 : 1}>
              {columns[first]?.header}
            </th>
          ) : (
            <th key={first} scope="colgroup" colSpan={last - first + 1}>
              {group}
            </th>
          ),
        )}
      </tr>
      {grouped.length > 0 && (
        <tr>
          {grouped.flatMap(({ first, last }) =>
            columns.slice(first, last + 1).map(({ header }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns of one table keep their order
              <th key={first + index} scope="col">
                {header}
              </th>
            )),
          )}
        </tr>
      )}
    </thead>
  );
}

function SignatureBlock({ lines, className }: { lines: Signatures["left"]; className?: string }) {
  return (
    <div className={className}>
      {lines.map(({ text, emphasis }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a printed block keep their order
        <p key={index} className={emphasis ? `is-${emphasis}` : ""}>
          {text}
        </p>
      ))}
    </div>
  );
}
