import { useTranslation } from "react-i18next";
import type { UploadPreview } from "#app/domain/outcomes/uploads.server.ts";
import { valueAt } from "#app/lib/form-values.ts";
import { useFieldSource } from "#app/ui/field.tsx";
import { useMessage } from "#app/ui/message.tsx";
import { StateBadge, type Tone } from "#app/ui/page.tsx";
import { DataTable } from "#app/ui/table.tsx";

type Row = UploadPreview["rows"][number];
type Field = Row["changes"][number]["field"];

const tones: Record<Row["state"], Tone> = { changed: "good", wrong: "wait", refused: "bad", same: "plain" };

/** The lines of a roster that came back: old → new, what is to be mended in place, and why a line is not taken. */
export function UploadRows({ rows, caption }: { rows: Row[]; caption: string }) {
  const { t } = useTranslation("outcomes");
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ rowNumber }) => String(rowNumber)}
      columns={[
        { header: t("preview.row"), align: "right", cell: ({ rowNumber }) => rowNumber },
        {
          header: t("preview.person"),
          cell: ({ fullName, ward }) => (
            <>
              <span className="block font-medium">{fullName}</span>
              <span className="block text-neutral">{ward}</span>
            </>
          ),
        },
        {
          header: t("preview.state"),
          cell: ({ state }) => <StateBadge tone={tones[state]}>{t(`states.${state}`)}</StateBadge>,
        },
        { header: t("preview.details"), cell: (row) => <Details row={row} /> },
        {
          header: t("preview.leave"),
          cell: ({ state, rowNumber }) => state === "changed" && <LeaveOut rowNumber={rowNumber} />,
        },
      ]}
    />
  );
}

/** Stays ticked when saving was refused. */
function LeaveOut({ rowNumber }: { rowNumber: number }) {
  const { t } = useTranslation("outcomes");
  const name = `leave.r${rowNumber}`;
  return (
    <input
      type="checkbox"
      name={name}
      value="true"
      defaultChecked={valueAt(useFieldSource().values, name) === "true"}
      aria-label={t("preview.leaveRow", { row: rowNumber })}
      className="checkbox"
    />
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
    <div className="min-w-64 max-w-xl py-1">
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
        <label key={field} className="my-1 block">
          <span className="block font-medium">{nameOf(field)}</span>
          <input
            name={`mends.r${row.rowNumber}.${field}`}
            defaultValue={typed}
            maxLength={500}
            className="input input-sm w-56 text-base"
          />
          <span className="block text-error-content">{translate(text)}</span>
        </label>
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
