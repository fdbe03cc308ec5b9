import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { ShownRow } from "#app/domain/businesses/shown-rows.ts";
import { useMessage } from "#app/ui/message.tsx";
import { StateBadge, type Tone } from "#app/ui/page.tsx";
import { DataTable } from "#app/ui/table.tsx";
import { showNumber } from "#app/vietnamese/numbers.ts";

const tones: Record<ShownRow["state"], Tone> = {
  new: "good",
  changed: "blue",
  same: "plain",
  refused: "bad",
};

/** The rows of an import: what stands in them, what saving would do, and why. */
export function ImportRows({ rows, caption }: { rows: ShownRow[]; caption: string }) {
  const { t } = useTranslation("businesses");
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ rowNumber }) => String(rowNumber)}
      columns={[
        { header: t("import.row"), align: "right", cell: ({ rowNumber }) => rowNumber },
        {
          header: t("import.state"),
          cell: ({ state }) => <StateBadge tone={tones[state]}>{t(`import.states.${state}`)}</StateBadge>,
        },
        {
          header: t("fields.name"),
          cell: ({ businessId, name }) => (
            <span className="inline-block min-w-48">
              {businessId ? <Link to={`/office/businesses/${businessId}`}>{name}</Link> : name}
            </span>
          ),
        },
        { header: t("import.remarks"), cell: (row) => <Remarks row={row} /> },
        { header: t("fields.taxCode"), cell: ({ taxCode }) => taxCode },
        {
          header: t("fields.contactName"),
          cell: ({ contact, phone }) => (
            <>
              <span className="block">{contact}</span>
              <span className="block whitespace-nowrap">{phone}</span>
            </>
          ),
        },
        { header: t("fields.workers"), align: "right", cell: showWorkers },
      ]}
    />
  );
}

function showWorkers({ workers, female }: ShownRow): string | null {
  if (workers === null) return null;
  return female === null ? showNumber(workers) : `${showNumber(workers)} (${showNumber(female)})`;
}

function Remarks({ row }: { row: ShownRow }) {
  const { t } = useTranslation("businesses");
  const translate = useMessage();
  const changes = row.changes.map(({ field, before, after }) =>
    t("import.change", {
      field: t(`fields.${field}`),
      before: before ?? t("import.nothing"),
      after: after ?? t("import.nothing"),
    }),
  );
  const remarks = row.remarks.map(({ field, text }) =>
    t("import.remark", { field: t(`fields.${field}`), text: translate(text) }),
  );
  const hidden = row.hidden ? [t("import.hidden")] : [];
  return (
    <ul className="min-w-56 max-w-sm">
      {[...changes, ...remarks, ...hidden].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
