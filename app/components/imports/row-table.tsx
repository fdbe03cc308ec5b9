import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { ImportKind, RowState } from "#app/domain/imports/schema.ts";
import type { ShownCell, ShownRow } from "#app/domain/imports/shown-row.ts";
import { useMessage } from "#app/ui/message.tsx";
import { StateBadge, type Tone } from "#app/ui/page.tsx";
import { DataTable } from "#app/ui/table.tsx";
import { useFieldName } from "./field-name.ts";
import { StepForm } from "./step-form.tsx";

const tones: Record<RowState, Tone> = {
  new: "good",
  changed: "blue",
  same: "plain",
  choose: "wait",
  refused: "bad",
  skipped: "plain",
};

export function RowBadge({ state }: { state: RowState }) {
  const { t } = useTranslation("imports");
  return <StateBadge tone={tones[state]}>{t(`states.${state}`)}</StateBadge>;
}

type Props = {
  kind: ImportKind;
  rows: ShownRow[];
  caption: string;
  version: number;
  pathOf: (id: string) => string;
};

/** Rows with what saving would do, cell by cell. */
export function RowTable({ kind, rows, caption, version, pathOf }: Props) {
  const { t } = useTranslation("imports");
  const nameOf = useFieldName(kind);
  const fields = rows[0]?.cells.map(({ field }) => field) ?? [];
  const used = fields.filter((field) =>
    rows.some(({ cells }) =>
      cells.some((cell) => cell.field === field && (cell.text !== null || cell.before)),
    ),
  );
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ rowNumber }) => String(rowNumber)}
      columns={[
        { header: t("row.number"), align: "right", cell: ({ rowNumber }) => rowNumber },
        {
          header: t("row.state"),
          cell: (row) => <RowStatus row={row} version={version} />,
        },
        ...used.map((field, index) => ({
          header: nameOf(field),
          isTitle: index === 0,
          cell: (row: ShownRow) => {
            const cell = row.cells.find((each) => each.field === field);
            if (!cell) return null;
            return <Cell cell={cell} path={index === 0 && row.knownId ? pathOf(row.knownId) : null} />;
          },
        })),
      ]}
    />
  );
}

/** What saving would do with the row, why, and the way back to what the file says. */
function RowStatus({ row, version }: { row: ShownRow; version: number }) {
  const { t } = useTranslation("imports");
  const translate = useMessage();
  const { rowNumber, state, remarks, hidden, isMended, answer } = row;
  const lines = [
    ...remarks.map(translate),
    ...(hidden ? [t("row.hidden")] : []),
    ...(isMended ? [t("row.mended")] : []),
  ];
  return (
    <>
      <RowBadge state={state} />
      {lines.map((line) => (
        <span key={line} className={`block text-neutral text-xs ${line.length > 12 ? "sm:min-w-28" : ""}`}>
          {line}
        </span>
      ))}
      {(isMended || answer) && (
        <StepForm version={version}>
          <input type="hidden" name="intent" value="rows" />
          <button
            type="submit"
            name={`rows.r${rowNumber}.takeBack`}
            value="true"
            aria-label={t("row.takeBackOf", { row: rowNumber })}
            className="link text-left text-secondary text-xs sm:min-w-28"
          >
            {t("row.takeBack")}
          </button>
        </StepForm>
      )}
    </>
  );
}

function Cell({ cell: { text, before, notes }, path }: { cell: ShownCell; path: string | null }) {
  const { t } = useTranslation("imports");
  const translate = useMessage();
  if (text === null && before === undefined && notes.length === 0) return null;
  const shown = path && text ? <Link to={path}>{text}</Link> : text;
  const width = /\p{L}/u.test(text ?? "") ? "sm:max-w-56" : "whitespace-nowrap";
  const isLong = (text ?? "").length > 24;
  return (
    <span className={`inline-block ${width} ${isLong ? "sm:min-w-32" : ""}`}>
      {before === undefined ? (
        shown
      ) : (
        <>
          <del className="text-neutral">{before ?? t("row.empty")}</del> →{" "}
          <ins className="font-medium no-underline">{shown}</ins>
        </>
      )}
      {notes.map((note) => (
        <span key={note} className="block whitespace-normal text-warning-content text-xs">
          {translate(note)}
        </span>
      ))}
    </span>
  );
}
