import { Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { BusinessField } from "#app/domain/businesses/workbook-fields.ts";
import type { ReadNote } from "#app/spreadsheet/read-problems.ts";
import { Facts } from "#app/ui/page.tsx";
import { showNumber } from "#app/vietnamese/numbers.ts";

const states = ["new", "changed", "same", "refused"] as const;
type State = (typeof states)[number];

type Understood = {
  sheet: string;
  headerRows: { first: number; last: number };
  columns: [BusinessField, number][];
  skipped: number[];
  notes: ReadNote[];
};

const labelOfColumn = {
  name: "fields.name",
  taxCode: "fields.taxCode",
  address: "fields.address",
  contact: "fields.contactName",
  phone: "fields.phone",
  workers: "fields.workerCount",
  female: "fields.femaleCount",
} as const;

/** How the file was understood, so that a wrong column is seen before a wrong row. */
export function UnderstoodFile({ file }: { file: Understood }) {
  const { t } = useTranslation(["businesses", "files"]);
  const { first, last } = file.headerRows;
  const columns = [...file.columns]
    .sort(([, left], [, right]) => left - right)
    .map(([field, column]) =>
      t("import.column", { column: letterOf(column), field: t(labelOfColumn[field]) }),
    );
  return (
    <Facts
      items={[
        [t("import.sheet"), file.sheet],
        [t("import.headerRow"), first === last ? first : `${first}–${last}`],
        [t("import.columns"), columns.join(" · ")],
        [t("import.skipped"), file.skipped.join(", ") || null],
        ...file.notes.map((note): [string, string] => [t("import.fileNotes"), t(`files:notes.${note}`)]),
      ]}
    />
  );
}

/** How many rows would do what; each number shows its rows. */
export function OutcomeLinks({ outcome }: { outcome: Record<State, number> }) {
  const { t } = useTranslation("businesses");
  const [params] = useSearchParams();
  const chosen = params.get("state");
  const link = (state: State | null) => {
    const next = new URLSearchParams(params);
    next.delete("page");
    if (state) next.set("state", state);
    else next.delete("state");
    return `?${next}`;
  };
  const all = states.reduce((sum, state) => sum + outcome[state], 0);
  const entries = [[null, all] as const, ...states.map((state) => [state, outcome[state]] as const)];
  return (
    <ul className="no-print my-4 flex flex-wrap gap-x-5 gap-y-1">
      {entries.map(([state, count]) => (
        <li key={state ?? "all"}>
          <Link
            to={link(state)}
            aria-current={chosen === state ? "true" : undefined}
            className={`link text-secondary ${chosen === state ? "font-semibold" : ""}`}
          >
            {t(`import.states.${state ?? "all"}`)}: {showNumber(count)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function letterOf(column: number): string {
  const rest = (column - 1) % 26;
  const letter = String.fromCharCode(65 + rest);
  return column > 26 ? letterOf((column - 1 - rest) / 26) + letter : letter;
}
