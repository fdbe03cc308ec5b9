import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { type InvitationState, invitationStates } from "#app/domain/rounds/schema.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";

/** Share of the businesses that have answered, as a sentence and a bar. */
export function ResponseRate({ answered, expected }: { answered: number; expected: number }) {
  const { t } = useTranslation("rounds");
  if (expected === 0) return <p>{t("progress.nobody")}</p>;
  const sentence = t("progress.answered", {
    answered: showNumber(answered),
    expected: showNumber(expected),
    percent: Math.round((answered / expected) * 100),
  });
  return (
    <div className="max-w-xl">
      <p className="font-medium">{sentence}</p>
      <progress
        className="progress progress-secondary mt-1 h-3 w-full"
        value={answered}
        max={expected}
        aria-label={sentence}
      />
    </div>
  );
}

type Counts = Record<InvitationState, number> & { expected: number };

/** How many businesses stand at which step; each number opens its rows. */
export function StateFilter({ counts, current, to }: { counts: Counts; current: string | null; to: string }) {
  const { t } = useTranslation("rounds");
  const steps = [
    { key: null, label: t("progress.all"), count: counts.expected },
    ...invitationStates.map((state) => ({ key: state, label: t(`state.${state}`), count: counts[state] })),
  ];
  return (
    <nav aria-label={t("progress.states")} className="no-print my-5 flex flex-wrap gap-2">
      {steps.map(({ key, label, count }) => (
        <Link
          key={label}
          to={key ? `${to}?state=${key}` : to}
          aria-current={current === key ? "page" : undefined}
          className={`rounded-field border px-3 py-1.5 no-underline hover:bg-base-200 ${
            current === key ? "border-secondary bg-info font-semibold text-info-content" : "border-base-300"
          }`}
        >
          {label} <span className="tabular-nums">{showNumber(count)}</span>
        </Link>
      ))}
    </nav>
  );
}
