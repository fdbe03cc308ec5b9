import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PublicPage } from "#app/components/public-page.tsx";
import { StaleProblem } from "#app/ui/post-form.tsx";
import { showDate } from "#app/vietnamese/dates.ts";
import { PhoneLink } from "./phone-link.tsx";

export type SurveyHead = {
  ward: { name: string; officePhone: string | null };
  round: { title: string; year: number; number: number; closesOn: string; lateUntil: string };
  /** The last day has passed, and late answers are still taken. */
  late: boolean;
};

export const surveySteps = ["business", "needs", "send"] as const;
export type SurveyStep = (typeof surveySteps)[number];

/** Every page of the survey: who asks, what, until when, and where the visitor is. */
export function SurveyFrame({
  head,
  step,
  children,
}: {
  head: SurveyHead;
  step?: SurveyStep;
  children: ReactNode;
}) {
  const { t } = useTranslation("survey");
  const { ward, round, late } = head;
  return (
    <PublicPage>
      <header className="mb-5 border-base-300 border-b pb-4">
        <p className="text-neutral first-letter:uppercase">{ward.name}</p>
        <h1 className="text-xl">{round.title}</h1>
        <p className="mt-1 text-neutral">
          {t(late ? "lateRound" : "round", {
            number: round.number,
            year: round.year,
            day: showDate(round.closesOn),
            lateDay: showDate(round.lateUntil),
          })}
        </p>
        {step && <Steps current={step} />}
      </header>
      <StaleProblem />
      {children}
      {ward.officePhone && (
        <p className="no-print mt-10 text-neutral text-sm">
          {t("help", { ward: ward.name })} <PhoneLink phone={ward.officePhone} />
        </p>
      )}
    </PublicPage>
  );
}

function Steps({ current }: { current: SurveyStep }) {
  const { t } = useTranslation("survey");
  return (
    <ol aria-label={t("steps.label")} className="no-print mt-3 flex gap-5 text-neutral">
      {surveySteps.map((step, index) => (
        <li
          key={step}
          aria-current={step === current ? "step" : undefined}
          className={step === current ? "font-semibold text-base-content" : ""}
        >
          {"①②③"[index]} {t(`steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}
