import { Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { ImportOutcome } from "#app/domain/imports/rules.ts";
import { type RowState, rowStates } from "#app/domain/imports/schema.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";

/** How many rows would do what; each number shows its rows. And the way past all of them. */
export function OutcomeLinks({ outcome }: { outcome: ImportOutcome }) {
  const { t } = useTranslation("imports");
  const [params] = useSearchParams();
  const chosen = params.get("state");
  const link = (state: RowState | null) => {
    const next = new URLSearchParams(params);
    next.delete("page");
    next.delete("done");
    if (state) next.set("state", state);
    else next.delete("state");
    return `?${next}`;
  };
  const all = rowStates.reduce((sum, state) => sum + outcome[state], 0);
  const entries = [
    [null, all] as const,
    ...rowStates
      .filter((state) => outcome[state] > 0 || state === chosen)
      .map((state) => [state, outcome[state]] as const),
  ];
  return (
    <ul className="no-print my-4 flex flex-wrap gap-x-5 gap-y-1">
      {entries.map(([state, count]) => (
        <li key={state ?? "all"}>
          <Link
            to={link(state)}
            preventScrollReset
            aria-current={chosen === state ? "true" : undefined}
            className={`link text-secondary ${chosen === state ? "font-semibold" : ""}`}
          >
            {t(`states.${state ?? "all"}`)}: {showNumber(count)}
          </Link>
        </li>
      ))}
      <li className="sm:ml-auto">
        <Link to="#save" className="link text-secondary">
          {t("save.jump")}
        </Link>
      </li>
    </ul>
  );
}
