import { useTranslation } from "react-i18next";
import type { UploadPreview } from "#app/domain/outcomes/uploads.server.ts";
import { findValueAt, valueAt } from "#app/lib/form-values.ts";
import { useFieldSource } from "#app/ui/field.tsx";
import { useMessage } from "#app/ui/message.tsx";
import { StateBadge, type Tone } from "#app/ui/page.tsx";
import { DataTable } from "#app/ui/table.tsx";

type Row = UploadPreview["rows"][number];
type Field = Row["changes"][number]["field"];

const tones: Record<Row["state"], Tone> = {
  changed: "good",
  wrong: "wait",
  refused: "bad",
  same: "plain",
  left: "plain",
};

/** The lines of a roster that came back: old → new, what is to be mended in place, and why a line is not taken. */
export function UploadRows({ rows, caption }: { rows: Row[]; caption: string }) {
  const { t } = useTranslation("outcomes");
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ rowNumber }) => String(rowNumber)}
      columns={[
        {
          header: t("preview.person"),
          cell: ({ rowNumber, fullName, ward }) => (
            <>
              <span className="block font-medium">{fullName}</span>
              <span className="block text-neutral">
                {[t("preview.row", { row: rowNumber }), ward].filter(Boolean).join(" · ")}
              </span>
            </>
          ),
        },
        {
          header: t("preview.state"),
          cell: ({ state }) => <StateBadge tone={tones[state]}>{t(`states.${state}`)}</StateBadge>,
        },
        { header: t("preview.details"), cell: (row) => row.state !== "same" && <Details row={row} /> },
        {
          header: "",
          cell: ({ state, rowNumber }) => state !== "same" && <LeaveOut rowNumber={rowNumber} />,
        },
      ]}
    />
  );
}

/** Stays as it is when saving was refused, and when the rows are checked again. */
function LeaveOut({ rowNumber }: { rowNumber: number }) {
  const { t } = useTranslation("outcomes");
  const name = `leave.r${rowNumber}`;
  return (
    <label className="flex min-h-9 items-center gap-2">
      <input
        type="checkbox"
        name={name}
        value="true"
        defaultChecked={valueAt(useFieldSource().values, name) === "true"}
        aria-label={t("preview.leaveRow", { row: rowNumber })}
        className="checkbox"
      />
      {t("preview.leave")}
    </label>
  );
}

type MendProps = { name: string; label: string; typed: string; problem: string };

function Mend({ name, label, typed, problem }: MendProps) {
  return (
    <label className="my-1 block">
      <span className="block font-medium">{label}</span>
      <input
        name={name}
        defaultValue={findValueAt(useFieldSource().values, name) ?? typed}
        maxLength={500}
        className="input input-sm w-full max-w-56 text-base"
      />
      <span className="block text-error-content">{problem}</span>
    </label>
  );
}

function Details({ row }: { row: Row }) {
  const { t } = useTranslation("outcomes");
  const translate = useMessage();
  const nameOf = useFieldName();
  const how = {
    key: null,
    nationalId: t("preview.byId"),
    name: t("preview.byName"),
    nameAlone: t("preview.byNameAlone"),
  };
  return (
    <div className="max-w-xl py-1 sm:min-w-64">
      {row.changes.map(({ field, before, after }) => (
        <p key={field}>
          {t("preview.change", {
            field: nameOf(field),
            before: before || t("preview.nothing"),
            after: after || t("preview.nothing"),
          })}
        </p>
      ))}
      {row.problems.map(({ field, typed, text }) => (
        <Mend
          key={field}
          name={`mends.r${row.rowNumber}.${field}`}
          label={nameOf(field)}
          typed={typed}
          problem={translate(text)}
        />
      ))}
      {row.refusal && <p>{translate(row.refusal)}</p>}
      {row.by && how[row.by] && <p className="text-neutral">{how[row.by]}</p>}
    </div>
  );
}

function useFieldName(): (field: Field) => string {
  const { t } = useTranslation("outcomes");
  return (field) => {
    const [, number] = /^session(\d+)$/.exec(field) ?? [];
    return number
      ? t("fields.session", { number })
      : t(`fields.${field as "result" | "certificateNumber" | "certificateDate" | "note"}`);
  };
}
