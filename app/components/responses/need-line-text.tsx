import { useTranslation } from "react-i18next";
import { showQuarter } from "#app/vietnamese/dates.ts";

type Line = {
  position: string;
  level: number;
  people: number;
  mode: "hire" | "train";
  wantedYear: number;
  wantedQuarter: number;
};

/** A need line in one line of text. */
export function NeedLineText({ line, skill }: { line: Line; skill: string | undefined }) {
  const { t } = useTranslation(["rounds", "skills", "survey"]);
  return (
    <>
      {[
        line.position,
        skill,
        t("skills:levelShort", { level: line.level }),
        t("survey:summary.wanted", {
          mode: t(`survey:needs.${line.mode}`),
          count: line.people,
          quarter: showQuarter(line.wantedYear, line.wantedQuarter),
        }),
      ]
        .filter(Boolean)
        .join(" · ")}
    </>
  );
}
