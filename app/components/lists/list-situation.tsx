import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { ListHead } from "#app/domain/lists/queries.server.ts";
import { isEditable, type Review } from "#app/domain/lists/rules.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Facts } from "#app/ui/page.tsx";
import { showDate, showDateTime } from "#app/vietnamese/dates.ts";

type Props = { list: ListHead; review: Review; sealMatches: boolean | null };

/** Where a list stands, what the office does next, and the run that it is for. */
export function ListSituation({ list, review, sealMatches }: Props) {
  const { t } = useTranslation("lists");
  const free = list.seats - review.primaries;
  return (
    <>
      <p className="mb-4 max-w-3xl">
        {t(`page.${list.status}`, { at: list.receivedAt && showDateTime(list.receivedAt) })}
      </p>
      {list.status === "returned" && (
        <Alert tone="warning">
          <p className="font-semibold">{t("decide.returnedBy", { who: list.deciderName })}</p>
          <p>{list.returnComment}</p>
        </Alert>
      )}
      <Facts
        items={[
          [t("page.provider"), list.providerName],
          [t("page.days"), `${showDate(list.startsOn)} – ${showDate(list.endsOn)}`],
          [t("page.place"), list.place],
          [t("page.deadline"), showDate(list.nominationDeadline)],
        ]}
      />
      {isEditable(list.status) && (
        <ul className="mt-3">
          {free > 0 && <li>{t("page.seatsLeft", { count: free })}</li>}
          {list.undecided > 0 && <li>{t("page.undecided", { count: list.undecided })}</li>}
          <li>
            <Link to={`/office/runs/${list.runId}`}>{t("page.editNominations")}</Link>
          </li>
        </ul>
      )}
      {sealMatches !== null && (
        <Alert tone={sealMatches ? "success" : "error"}>
          <p>{t(sealMatches ? "seal.matches" : "seal.differs")}</p>
          <p className="text-sm break-all">
            {t("seal.code")}: {list.contentHash}
          </p>
        </Alert>
      )}
    </>
  );
}
