import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ListState } from "#app/components/lists/list-state.tsx";
import type { RunStatus } from "#app/domain/courses/rules.ts";
import type { ListStatus } from "#app/domain/lists/schema.ts";
import { DataTable } from "#app/ui/table.tsx";
import type { LocalDate } from "#app/vietnamese/dates.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";
import { Days, Deadline, RunBadge } from "./run-state.tsx";

type Row = {
  id: string;
  course: string;
  label: string;
  provider: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
  nominationDeadline: LocalDate;
  status: RunStatus;
  seats: number;
  seatsTaken: number;
  proposed: number;
  /** Null before anybody was nominated. */
  listStatus: ListStatus | null;
};

export function RunTable({ rows, today }: { rows: Row[]; today: LocalDate }) {
  const { t } = useTranslation("courses");
  return (
    <DataTable
      caption={t("runs.title")}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("runs.run"),
          sort: "course",
          cell: ({ id, course, label, provider }) => (
            <div className="min-w-52">
              <Link
                to={`/office/runs/${id}`}
                title={`${course} – ${label}`}
                className="link block max-w-72 truncate text-secondary"
              >
                {course} – {label}
              </Link>
              <p className="text-neutral">{provider}</p>
            </div>
          ),
        },
        { header: t("runs.days"), sort: "start", cell: (run) => <Days run={run} /> },
        {
          header: t("runs.deadline"),
          sort: "deadline",
          cell: (run) => <Deadline run={run} today={today} />,
        },
        {
          header: t("runs.seats"),
          align: "right",
          cell: ({ seats, seatsTaken }) => `${showNumber(seatsTaken)}/${showNumber(seats)}`,
        },
        {
          header: t("runs.proposed"),
          align: "right",
          cell: ({ proposed }) => (proposed > 0 ? showNumber(proposed) : ""),
        },
        {
          header: t("runs.list"),
          cell: ({ listStatus }) => listStatus && <ListState status={listStatus} />,
        },
        { header: t("runs.status"), cell: ({ status }) => <RunBadge status={status} /> },
      ]}
    />
  );
}
