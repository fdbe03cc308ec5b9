import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Warning } from "#app/domain/nominations/rules.ts";

/** What should be looked at, in the row that it concerns. */
export function Warnings({ warnings }: { warnings: Warning[] }) {
  const { t } = useTranslation("nominations");
  const textOf = (warning: Warning) => {
    if (warning.kind === "missing") return t(`warning.missing.${warning.field}`);
    if (warning.kind === "numberElsewhere") {
      const { isSameName, fullName, business } = warning;
      return t(`warning.numberElsewhere.${isSameName ? "sameName" : "otherName"}`, {
        name: fullName,
        business: business ?? "–",
      });
    }
    return "run" in warning
      ? t(`warning.${warning.kind}`, { run: warning.run })
      : t(`warning.${warning.kind}`);
  };
  return (
    <ul className="text-warning-content">
      {warnings.map((warning) => (
        <li key={textOf(warning)} className="flex items-start gap-1">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {textOf(warning)}
        </li>
      ))}
    </ul>
  );
}
