import { useTranslation } from "react-i18next";
import type { HistoryStep, NamedChange } from "#app/domain/lists/history.server.ts";
import { showDateTime } from "#app/vietnamese/dates.ts";

/** What was done with a list, latest first, as the audit chain knows it. */
export function ListHistory({ steps }: { steps: HistoryStep[] }) {
  const { t } = useTranslation("lists");
  const words = {
    "list.submit": t("history.actions.list_submit"),
    "list.withdraw": t("history.actions.list_withdraw"),
    "list.approve": t("history.actions.list_approve"),
    "list.return": t("history.actions.list_return"),
    "list.issue": t("history.actions.list_issue"),
    "roster.download": t("history.actions.roster_download"),
  };
  if (steps.length === 0) return null;
  return (
    <section>
      <h2>{t("history.title")}</h2>
      <ul className="space-y-1">
        {steps.map(({ at, action, who }) => (
          <li key={at.getTime()}>
            {t("history.step", {
              at: showDateTime(at),
              who: who ?? t("history.unknown"),
              action: words[action],
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the last submission changed against the one before; nothing is said of a first one. */
export function ListChanges({ changes }: { changes: NamedChange[] | null }) {
  const { t } = useTranslation("lists");
  if (changes === null) return null;
  return (
    <section>
      <h2>{t("changes.title")}</h2>
      {changes.length === 0 ? (
        <p>{t("changes.none")}</p>
      ) : (
        <ul className="list-disc space-y-1 pl-5">
          {changes.map(({ nominationId, change, fullName }) => (
            <li key={nominationId}>{t(`changes.${change}`, { name: fullName })}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
