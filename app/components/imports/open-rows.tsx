import { useTranslation } from "react-i18next";
import { anotherOne, type ImportKind, leaveOut } from "#app/domain/imports/schema.ts";
import type { ShownRow } from "#app/domain/imports/shown-row.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { useMessage } from "#app/ui/message.tsx";
import { useFieldName } from "./field-name.ts";
import { RowBadge } from "./row-table.tsx";
import { StepForm } from "./step-form.tsx";

type Props = { kind: ImportKind; rows: ShownRow[]; version: number };

/** Whether a row can be helped by itself: what is asked once for all rows of an employer stands in the settings. */
export function isMendable({ asksWho, cells }: ShownRow): boolean {
  return asksWho || cells.some(({ problems }) => problems.length > 0);
}

/** Rows that somebody has to look at, each with its sentences and a form that mends it in place. */
export function OpenRows({ kind, rows, version }: Props) {
  return (
    <ul className="mb-6 grid gap-2">
      {rows.map((row) => (
        <li key={row.rowNumber} className="rounded-box border border-base-300 px-4 py-2">
          <RowForm kind={kind} row={row} version={version} />
        </li>
      ))}
    </ul>
  );
}

function RowForm({ kind, row, version }: { kind: ImportKind; row: ShownRow; version: number }) {
  const { t } = useTranslation("imports");
  const translate = useMessage();
  const { rowNumber, asksWho, isMended, answer } = row;
  return (
    <StepForm version={version}>
      <input type="hidden" name="rowNumber" value={rowNumber} />
      <RowHeading row={row} />
      {row.remarks.map((remark) => (
        <p key={remark} className="text-sm">
          {translate(remark)}
        </p>
      ))}
      {asksWho && <Candidates kind={kind} row={row} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <WrongCells kind={kind} row={row} />
        <SubmitButton look="secondary" name="intent" value="row">
          {t(asksWho ? "row.chooseOf" : "row.mendOf", { row: rowNumber })}
        </SubmitButton>
        <SubmitButton look="quiet" name="intent" value="leaveOut" formNoValidate>
          {t("row.leaveOut")}
        </SubmitButton>
        {(isMended || answer) && (
          <SubmitButton look="quiet" name="intent" value="takeBack" formNoValidate>
            {t("row.takeBack")}
          </SubmitButton>
        )}
      </div>
    </StepForm>
  );
}

/** Which row it is, with what could be read of it. */
function RowHeading({ row: { rowNumber, state, cells, hidden } }: { row: ShownRow }) {
  const { t } = useTranslation("imports");
  const read = cells.filter(({ problems, text }) => problems.length === 0 && text !== null);
  return (
    <h3 className="mt-0 mb-1 flex flex-wrap items-center gap-x-3 gap-y-1 font-medium text-base">
      <span>
        {t("row.heading", { row: rowNumber })}
        {hidden && ` (${t("row.hidden")})`}
      </span>
      <RowBadge state={state} />
      <span className="font-normal text-neutral text-sm">{read.map(({ text }) => text).join(" · ")}</span>
    </h3>
  );
}

function WrongCells({ kind, row: { cells, rowNumber } }: { kind: ImportKind; row: ShownRow }) {
  const nameOf = useFieldName(kind);
  const translate = useMessage();
  return cells
    .filter(({ problems }) => problems.length > 0)
    .map(({ field, problems, typed }) => {
      const problemId = `row-${rowNumber}-${field}`;
      return (
        <label key={field} className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium">{nameOf(field)}</span>
          <input type="hidden" name={`shown.${field}`} value={typed} />
          <input
            name={`mend.${field}`}
            key={typed}
            defaultValue={typed}
            autoComplete="off"
            maxLength={300}
            aria-invalid="true"
            aria-describedby={problemId}
            className="input min-w-0 max-w-full border-error-content text-base sm:w-56"
          />
          <span id={problemId} className="text-error-content text-sm">
            {problems.map(translate).join("; ")}
          </span>
        </label>
      );
    });
}

function Candidates({ kind, row: { candidates, answer } }: { kind: ImportKind; row: ShownRow }) {
  const { t } = useTranslation("imports");
  const translate = useMessage();
  const options = [
    ...candidates.map(({ id, text }) => ({ value: id, label: translate(text) })),
    { value: anotherOne, label: t(kind === "businesses" ? "row.other" : "row.otherPerson") },
  ];
  return (
    <fieldset className="mt-1">
      <legend className="sr-only">{t("row.choose")}</legend>
      {options.map(({ value, label }) => (
        <label key={value} className="flex min-h-9 cursor-pointer items-center gap-2">
          <input
            type="radio"
            name="answer"
            value={value}
            required
            defaultChecked={answer === value && answer !== leaveOut}
            className="radio radio-sm"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
