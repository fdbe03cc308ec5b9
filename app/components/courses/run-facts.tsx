import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { RunMode } from "#app/domain/courses/schema.ts";
import { Facts } from "#app/ui/page.tsx";
import { type LocalDate, showDate } from "#app/vietnamese/dates.ts";
import { Days } from "./run-state.tsx";

type Run = {
  provider: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
  place: string;
  mode: RunMode;
  callLetter: string | null;
  callLetterDate: LocalDate | null;
  callIssuer: string | null;
  eligibility: string | null;
};
type Skill = { skillId: string; name: string; level: number };
type Session = { number: number; heldOn: LocalDate; startsAt: string; endsAt: string; topic: string | null };

/** What a call says, for the office and for businesses. */
export function RunFacts({ run, skills, sessions }: { run: Run; skills: Skill[]; sessions: Session[] }) {
  const { t } = useTranslation(["courses", "skills"]);
  const call = [run.callLetter, run.callLetterDate && showDate(run.callLetterDate), run.callIssuer].filter(
    Boolean,
  );
  const taught = skills.map(({ name, level }) => `${name} (${t("skills:levelShort", { level })})`);
  const facts: [label: string, value: ReactNode][] = [
    [t("runs.provider"), run.provider],
    [t("runs.days"), <Days key="days" run={run} />],
    [t("form.place"), `${run.place} (${t(`mode.${run.mode}`)})`],
    [t("form.skills"), taught.join("; ")],
    [t("form.call"), call.join(", ")],
    [t("form.eligibility"), run.eligibility],
    [t("form.sessions"), sessions.length > 0 && <Sessions key="sessions" sessions={sessions} />],
  ];
  return <Facts items={facts.filter(([, value]) => value)} />;
}

function Sessions({ sessions }: { sessions: Session[] }) {
  return (
    <ol>
      {sessions.map(({ number, heldOn, startsAt, endsAt, topic }) => (
        <li key={number}>
          {showDate(heldOn)}, {startsAt}–{endsAt}
          {topic && `: ${topic}`}
        </li>
      ))}
    </ol>
  );
}
