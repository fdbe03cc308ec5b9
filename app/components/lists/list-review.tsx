import { useTranslation } from "react-i18next";
import type { Review } from "#app/domain/lists/rules.ts";
import { Alert } from "#app/ui/alert.tsx";
import { showDate } from "#app/vietnamese/dates.ts";

/** What must be mended before a list is submitted, person by person. */
export function MissingList({ missing, primaries }: Review) {
  const { t } = useTranslation("lists");
  if (missing.length === 0 && primaries > 0) return null;
  return (
    <Alert tone="error">
      <p className="font-semibold">{t("missing.title")}</p>
      {primaries === 0 ? (
        <p>{t("missing.nobody")}</p>
      ) : (
        <>
          <p>{t("missing.lead")}</p>
          <ul className="mt-1 list-disc pl-5">
            {missing.map(({ number, fullName, fields }) => (
              <li key={number}>
                {t("missing.row", {
                  number,
                  name: fullName,
                  fields: fields.map((field) => t(`missing.fields.${field}`)).join(", "),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </Alert>
  );
}

/** What may be overridden, with the reasons: the office sees it before it submits, the leader before deciding. */
export function NotedList({ noted, lateFor }: Review) {
  const { t } = useTranslation("lists");
  if (noted.length === 0 && lateFor === null) return <p>{t("warnings.none")}</p>;
  return (
    <ul className="list-disc space-y-1 pl-5">
      {lateFor && <li>{t("warnings.afterDeadline", { date: showDate(lateFor) })}</li>}
      {noted.map(({ warning, reason, people }) => (
        <li key={`${warning} ${reason}`}>
          {t(`warnings.${warning}`, {
            reason,
            people: people.map(({ number, fullName }) => `${number}. ${fullName}`).join("; "),
          })}
        </li>
      ))}
    </ul>
  );
}
