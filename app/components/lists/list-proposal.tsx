import { useTranslation } from "react-i18next";
import type { ListHead } from "#app/domain/lists/queries.server.ts";
import type { Review } from "#app/domain/lists/rules.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Facts } from "#app/ui/page.tsx";
import { showDate, showDateTime } from "#app/vietnamese/dates.ts";

/** What the leader is asked, by whom, and what was said before. */
export function ListProposal({ list, review }: { list: ListHead; review: Review }) {
  const { t } = useTranslation("lists");
  const people = t("decide.people", { primary: review.primaries, reserve: review.reserves });
  const showsComment = list.returnComment && (list.status === "submitted" || list.status === "returned");
  return (
    <>
      {list.status === "submitted" ? (
        <p className="mb-4 text-lg">{t("decide.asked", { people })}</p>
      ) : (
        list.decidedAt && (
          <p className="mb-4 text-lg">
            {t("decide.decided", { who: list.deciderName, at: showDateTime(list.decidedAt) })}
          </p>
        )
      )}
      {showsComment && (
        <Alert tone="warning">
          <p className="font-semibold">{t("decide.previousComment")}</p>
          <p>{list.returnComment}</p>
        </Alert>
      )}
      <Facts
        items={[
          [t("page.provider"), list.providerName],
          [t("page.days"), `${showDate(list.startsOn)} – ${showDate(list.endsOn)}`],
          [t("page.deadline"), showDate(list.nominationDeadline)],
          [t("decide.proposer"), list.proposerName],
          [t("decide.submittedAt"), list.submittedAt && showDateTime(list.submittedAt)],
          [t("decide.note"), list.submitNote],
        ]}
      />
    </>
  );
}
