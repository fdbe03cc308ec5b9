import { useTranslation } from "react-i18next";
import { anotherOne, type ImportKind, leaveOut } from "#app/domain/imports/schema.ts";
import type { ShownRow } from "#app/domain/imports/shown-row.ts";
import { useMessage } from "#app/ui/message.tsx";
import { useFieldName } from "./field-name.ts";
import type { Kept } from "./kept-rows.ts";
import { RowBadge } from "./row-table.tsx";

type Props = { kind: ImportKind; row: ShownRow; kept: Kept };

/** One row that needs a hand, with its sentences and the fields that mend it in place. */
export function OpenRow({ kind, row, kept }: Props) {
  const { t } = useTranslation("imports");
  const translate = useMessage();
  const { rowNumber, asksWho, isMended, answer } = row;
  const name = `rows.r${rowNumber}`;
  return (
    <li className="rounded-box border border-base-300 px-4 py-2">
      <fieldset aria-labelledby={`${name}.heading`} className="min-w-0">
        <RowHeading row={row} id={`${name}.heading`} />
        {row.remarks.map((remark) => (
          <p key={remark}>{translate(remark)}</p>
        ))}
        {asksWho && <Candidates kind={kind} row={row} name={`${name}.answer`} kept={kept} />}
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <WrongCells kind={kind} row={row} name={name} kept={kept} />
          {!asksWho && (
            <Tick name={`${name}.answer`} value={leaveOut} label={t("row.leaveOut")} kept={kept} />
          )}
          {(isMended || answer) && (
            <Tick name={`${name}.takeBack`} value="true" label={t("row.takeBack")} kept={kept} />
          )}
        </div>
      </fieldset>
    </li>
  );
}

/** Which row it is, with what could be read of it. */
function RowHeading({ row: { rowNumber, state, cells, hidden }, id }: { row: ShownRow; id: string }) {
  const { t } = useTranslation("imports");
  const read = cells.filter(({ problems, text }) => problems.length === 0 && text !== null);
  return (
    <h3 id={id} className="mt-0 mb-1 flex flex-wrap items-center gap-x-3 gap-y-1 font-medium text-base">
      <span>
        {t("row.heading", { row: rowNumber })}
        {hidden && ` (${t("row.hidden")})`}
      </span>
      <RowBadge state={state} />
      <span className="font-normal text-neutral text-sm">{read.map(({ text }) => text).join(" · ")}</span>
    </h3>
  );
}

type FieldsProps = Props & { name: string };

function WrongCells({ kind, row: { cells }, name, kept }: FieldsProps) {
  const nameOf = useFieldName(kind);
  const translate = useMessage();
  return cells
    .filter(({ problems }) => problems.length > 0)
    .map(({ field, problems, typed }) => {
      const mend = `${name}.mend.${field}`;
      return (
        <div key={field} className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <label htmlFor={mend} className="font-medium sm:w-28">
            {nameOf(field)}
          </label>
          {typed !== "" && <input type="hidden" name={`${name}.shown.${field}`} value={typed} />}
          <input
            id={mend}
            name={mend}
            key={typed}
            defaultValue={kept(mend, typed)}
            autoComplete="off"
            maxLength={300}
            aria-invalid="true"
            aria-describedby={`${mend}.problem`}
            className="input w-full border-error-content text-base sm:w-56"
          />
          <span id={`${mend}.problem`} className="text-error-content text-sm">
            {problems.map(translate).join("; ")}
          </span>
        </div>
      );
    });
}

/** The known ones that the row may be; nothing is chosen for anybody. */
function Candidates({ kind, row: { candidates, answer }, name, kept }: FieldsProps) {
  const { t } = useTranslation("imports");
  const translate = useMessage();
  const options = [
    ...candidates.map(({ id, text }) => ({
      value: id,
      label: t(`row.known.${kind}`, { text: translate(text) }),
    })),
    { value: anotherOne, label: t(`row.other.${kind}`) },
    { value: leaveOut, label: t("row.leaveOut") },
  ];
  const chosen = kept(name, answer ?? "");
  return (
    <fieldset className="mt-1">
      {candidates.length > 0 && <legend>{t("row.who")}</legend>}
      {options.map(({ value, label }) => (
        <label key={value} className="flex min-h-9 cursor-pointer items-center gap-2">
          <input
            type="radio"
            name={name}
            value={value}
            defaultChecked={chosen === value}
            className="radio radio-sm"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

type TickProps = { name: string; value: string; label: string; kept: Kept };

function Tick({ name, value, label, kept }: TickProps) {
  return (
    <label className="flex min-h-9 cursor-pointer items-center gap-2">
      <input
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={kept(name, "") === value}
        className="checkbox checkbox-sm"
      />
      {label}
    </label>
  );
}
