import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { listLists } from "#app/domain/lists/queries.server.ts";
import { showDate, showDateTime } from "#app/vietnamese/dates.ts";
import { ListState } from "./list-state.tsx";

type ListSummary = Awaited<ReturnType<typeof listLists>>["rows"][number];

/** A list as the leader meets it: what it is for, who asks, and by when. One large target. */
export function ListCard({ list }: { list: ListSummary }) {
  const { t } = useTranslation("lists");
  return (
    <li className="relative rounded-box border border-base-300 p-4 hover:bg-base-200">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <Link
          to={`/leader/lists/${list.id}`}
          className="link text-secondary text-lg after:absolute after:inset-0"
        >
          {list.courseName} – {list.label}
        </Link>
        <ListState status={list.status} />
      </div>
      <p>
        {t("leader.seats", { taken: list.seatsTaken, seats: list.seats })} ·{" "}
        {t("leader.deadline", { date: showDate(list.nominationDeadline) })}
      </p>
      {list.submittedAt && (
        <p className="text-neutral text-sm">
          {t("leader.submitted", { who: list.proposedBy, at: showDateTime(list.submittedAt) })}
        </p>
      )}
    </li>
  );
}
