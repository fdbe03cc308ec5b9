import { Link } from "@remix-run/react";
import { ClipboardCheck, PhoneCall } from "lucide-react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { RoundProgress } from "#app/domain/rounds/invitations.server.ts";
import type { RoundPhase } from "#app/domain/rounds/rules.ts";
import { type LocalDate, showDate } from "#app/vietnamese/dates.ts";
import { DaysLeft } from "./days-left.tsx";
import { Task } from "./task-list.tsx";

type Props = {
  round: { id: string; year: number; number: number; closesOn: LocalDate; lateUntil: LocalDate };
  phase: RoundPhase;
  progress: RoundProgress;
  today: LocalDate;
};

/** What waits in the current round: businesses to remind, split by how far they got, and responses to verify. */
export function RoundTasks({ round, phase, progress, today }: Props) {
  const { t } = useTranslation(["home", "rounds"]);
  const here = `/office/rounds/${round.id}`;
  const unanswered = progress.expected - progress.answered;
  const lastDay = phase === "closing" ? round.lateUntil : round.closesOn;
  const sentence = phase === "closing" ? "office.unansweredLate" : "office.unanswered";
  const parts = (
    [
      ["not_sent", "office.notSent"],
      ["sent", "office.notOpened"],
      ["opened", "office.opened"],
      ["draft", "office.drafts"],
      ["returned", "office.returned"],
    ] as const
  ).filter(([state]) => progress[state] > 0);
  return (
    <>
      {unanswered > 0 && phase !== "closed" && (
        <Task
          icon={PhoneCall}
          to={here}
          action={t("office.remind")}
          details={parts.map(([state, key], index) => (
            <Fragment key={state}>
              {index > 0 && " · "}
              <Link to={`${here}?state=${state}`}>{t(key, { count: progress[state] })}</Link>
            </Fragment>
          ))}
        >
          {t(sentence, { count: unanswered, round: t("rounds:name", round), day: showDate(lastDay) })}{" "}
          <DaysLeft until={lastDay} today={today} />
        </Task>
      )}
      {progress.submitted > 0 && (
        <Task icon={ClipboardCheck} to={`${here}?state=submitted`} action={t("office.verify")}>
          {t("office.toVerify", { count: progress.submitted })}
        </Task>
      )}
    </>
  );
}
