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
      <Rows document={document} />
      <p className="list-total">{totalLine}</p>
      <div className="list-signatures">
        <SignatureBlock className="is-left" lines={signatures.left} />
        <SignatureBlock lines={signatures.right} />
      </div>
    </article>
  );
}

function Rows({ document: { title, columns, rows } }: { document: ShownDocument }) {
  return (
    <table aria-label={title}>
      <thead>
        <tr>
          {columns.map(({ field, header }) => (
            <th key={field} scope="col">
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells) => (
          <tr key={cells[0]}>
            {columns.map(({ field, header, align }, index) => (
              <td
                key={field}
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
