import { useTranslation } from "react-i18next";
import type { NeedMode } from "#app/domain/survey/schema.ts";
import { Facts } from "#app/ui/page.tsx";
import { showQuarter } from "#app/vietnamese/dates.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";
import { showPhone } from "#app/vietnamese/phone.ts";

export type SummaryLine = {
  position: string;
  skill: string;
  level: number;
  people: number;
  mode: NeedMode;
  wantedYear: number;
  wantedQuarter: number;
};
export type AnswerToShow = {
  contactName: string | null;
  contactTitle: string | null;
  phone: string | null;
  workerCount: number | null;
  femaleCount: number | null;
  digitalWorkerCount: number | null;
  note: string | null;
  needs: SummaryLine[];
};

/** An answer to read: before it is sent, and as it was received. */
export function AnswerSummary({ answer }: { answer: AnswerToShow }) {
  const { t } = useTranslation(["survey", "skills"]);
  const { workerCount, femaleCount, digitalWorkerCount, contactName, contactTitle, phone, note } = answer;
  return (
    <>
      <Facts
        items={[
          [
            t("summary.workers"),
            t("summary.workersValue", {
              total: showNumber(workerCount ?? 0),
              female: showNumber(femaleCount ?? 0),
            }),
          ],
          ...(digitalWorkerCount === null
            ? []
            : [
                [t("summary.digital"), t("summary.people", { count: digitalWorkerCount })] as [
                  string,
                  string,
                ],
              ]),
          [
            t("summary.contact"),
            [contactName, contactTitle, phone && showPhone(phone)].filter(Boolean).join(", "),
          ],
          ...(note ? [[t("summary.note"), note] as [string, string]] : []),
        ]}
      />
      <h2>{t("needs.title")}</h2>
      {answer.needs.length === 0 && <p>{t("summary.noNeed")}</p>}
      <ol className="flex flex-col gap-3">
        {answer.needs.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a summary are only read
          <li key={index} className="rounded-box border border-base-300 p-3">
            <p className="font-semibold">{line.position}</p>
            <p>
              {line.skill} · {t(`skills:levels.${line.level as 1 | 2 | 3 | 4}`)}
            </p>
            <p>
              {t("summary.wanted", {
                mode: t(`needs.${line.mode}`),
                count: line.people,
                quarter: showQuarter(line.wantedYear, line.wantedQuarter),
              })}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
