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
        {
          header: t("preview.details"),
          cell: (row) => (row.state !== "same" || row.differences.length > 0) && <Details row={row} />,
        },
        {
          header: <span className="sr-only">{t("preview.leave")}</span>,
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
    <div className="my-1">
      <label htmlFor={name} className="block font-medium">
        {label}
      </label>
      <input
        id={name}
        name={name}
        defaultValue={findValueAt(useFieldSource().values, name) ?? typed}
        maxLength={500}
        aria-invalid="true"
        aria-describedby={`${name}.problem`}
        className="input input-sm w-full max-w-56 text-base"
      />
      <p id={`${name}.problem`} className="text-error-content">
        {problem}
      </p>
    </div>
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
      <Differences row={row} />
      {row.refusal && <p>{translate(row.refusal)}</p>}
      {row.state !== "same" && row.by && how[row.by] && <p className="text-neutral">{how[row.by]}</p>}
    </div>
  );
}

/** What the file says otherwise than the list, though it is not the provider's to say. */
function Differences({ row: { differences, ward } }: { row: Row }) {
  const { t } = useTranslation("outcomes");
  if (differences.length === 0) return null;
  const isAboutPerson = differences.some(({ field }) => field !== "note");
  return (
    <div className="mt-1 text-neutral">
      <p className="font-medium">{t("listed.kept", { ward })}</p>
      <ul className="list-disc pl-5">
        {differences.map(({ field, onList, inFile }) => (
          <li key={field}>
            {t("listed.difference", {
              field: t(`listed.fields.${field}`),
              onList: onList ?? t("listed.blank"),
              inFile,
            })}
          </li>
        ))}
      </ul>
      {isAboutPerson && <p>{t("listed.tell", { ward })}</p>}
      {differences.some(({ field }) => field === "note") && <p>{t("listed.remark")}</p>}
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
