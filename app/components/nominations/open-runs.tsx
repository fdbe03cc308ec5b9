import { useTranslation } from "react-i18next";
import { Days, Deadline } from "#app/components/courses/run-state.tsx";
import type { RunStatus } from "#app/domain/courses/rules.ts";
import { isLive } from "#app/domain/nominations/rules.ts";
import type { NominationStatus } from "#app/domain/nominations/schema.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import type { LocalDate } from "#app/vietnamese/dates.ts";
import { ShareSentence } from "./share-sentence.tsx";

type Run = {
  id: string;
  course: string;
  label: string;
  provider: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
  place: string;
  nominationDeadline: LocalDate;
  status: RunStatus;
  share: { asked: number; seats: number };
};
type Props = { runs: Run[]; nominations: { runId: string; status: NominationStatus }[]; today: LocalDate };

/** The runs for which a business may propose people: what it asked for, what it may send, whom it has sent. */
export function OpenRuns({ runs, nominations, today }: Props) {
  const { t } = useTranslation(["nominations", "courses"]);
  const sentTo = (runId: string) => nominations.filter((row) => row.runId === runId && isLive(row)).length;
  return (
    <section>
      <h2>{t("business.runs")}</h2>
      {runs.length === 0 && <p className="text-neutral">{t("business.noRuns")}</p>}
      <ul className="flex max-w-2xl flex-col gap-3">
        {runs.map((run) => (
          <li key={run.id} className="rounded-box border border-base-300 p-4">
            <p className="font-semibold">
              {run.course} – {run.label}
            </p>
            <p>
              {run.provider} · <Days run={run} /> · {run.place}
            </p>
            <p>
              {t("courses:runs.deadline")}: <Deadline run={run} today={today} />
            </p>
            <p className="mt-2">
              <ShareSentence share={run.share} />{" "}
              {sentTo(run.id) > 0 && t("business.proposed", { count: sentTo(run.id) })}
            </p>
            <div className="mt-3">
              <ButtonLink to={`/business/runs/${run.id}`}>{t("business.nominate")}</ButtonLink>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
