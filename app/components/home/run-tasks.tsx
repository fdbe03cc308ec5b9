import { Clock, FileCheck, Undo2, UserPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { RunTask } from "#app/domain/tasks/queries.server.ts";
import { type LocalDate, showDate } from "#app/vietnamese/dates.ts";
import { DaysLeft } from "./days-left.tsx";
import { Task } from "./task-list.tsx";

/** What waits in one course run: people to look at, a list to send, to correct or to issue. */
export function RunTasks({ task, today }: { task: RunTask; today: LocalDate }) {
  const { t } = useTranslation("home");
  const run = t("office.run", { course: task.course, label: task.label });
  const toRun = `/office/runs/${task.runId}`;
  return (
    <>
      {task.proposed > 0 && (
        <Task icon={UserPlus} to={toRun} action={t("office.consider")}>
          {t("office.proposed", { count: task.proposed, run })}
        </Task>
      )}
      <ListTask task={task} run={run} toRun={toRun} today={today} />
    </>
  );
}

function ListTask({
  task,
  run,
  toRun,
  today,
}: {
  task: RunTask;
  run: string;
  toRun: string;
  today: LocalDate;
}) {
  const { t } = useTranslation("home");
  const toList = `/office/lists/${task.listId}`;
  if (task.listStatus === "returned")
    return (
      <Task icon={Undo2} to={toList} action={t("office.correctList")}>
        {t("office.returnedList", { run, comment: task.returnComment ?? "" })}
      </Task>
    );
  if (task.listStatus === "approved")
    return (
      <Task icon={FileCheck} to={toList} action={t("office.issueList")}>
        {t("office.approvedList", { run })}
      </Task>
    );
  const day = showDate(task.nominationDeadline);
  const sentence = today > task.nominationDeadline ? "office.sendListLate" : "office.sendList";
  return (
    <Task
      icon={Clock}
      to={toRun}
      action={t("office.openRun")}
      details={t("office.seats", { taken: task.seatsTaken, seats: task.seats })}
    >
      {t(sentence, { run, day })} <DaysLeft until={task.nominationDeadline} today={today} />
    </Task>
  );
}
