import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { LocalDate } from "#app/vietnamese/dates.ts";
import { Days } from "./run-state.tsx";

type Run = {
  id: string;
  course: string;
  label: string;
  provider: string;
  ownerWard: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
};

/** Runs of other wards that a call may speak of: joined instead of recorded again. */
export function JoinableRuns({ runs }: { runs: Run[] }) {
  const { t } = useTranslation("courses");
  return (
    <section className="mb-6 max-w-3xl rounded-box border border-base-300 bg-base-200 px-5 py-4">
      <h2 className="mt-0">{t("join.title")}</h2>
      <p className="mb-3">{t("join.lead")}</p>
      <ul className="flex flex-col gap-2">
        {runs.map((run) => (
          <li key={run.id} className="flex flex-wrap items-baseline gap-x-4">
            <span>
              {run.course} – {run.label}, {run.provider}, <Days run={run} /> ({run.ownerWard})
            </span>
            <Link to={`/office/runs/${run.id}/join`}>{t("join.action")}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
