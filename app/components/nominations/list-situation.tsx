import { useTranslation } from "react-i18next";
import type { RunStatus } from "#app/domain/courses/rules.ts";
import { isEditable } from "#app/domain/lists/rules.ts";
import type { ListStatus } from "#app/domain/lists/schema.ts";
import { Alert } from "#app/ui/alert.tsx";

type Run = {
  status: RunStatus;
  cancelReason: string | null;
  listStatus: ListStatus | null;
  returnComment: string | null;
};

/** The one sentence about the list that matters now, if any: it was returned, it is locked, or nobody can be added yet. */
export function ListSituation({ run }: { run: Run }) {
  const { t } = useTranslation(["nominations", "courses"]);
  const { status, listStatus, returnComment, cancelReason } = run;
  if (status === "cancelled")
    return <Alert tone="warning">{t("courses:step.cancelledBecause", { reason: cancelReason })}</Alert>;
  if (status === "draft") return <Alert tone="info">{t("list.notOpen")}</Alert>;
  if (listStatus === "returned")
    return <Alert tone="warning">{t("list.returned", { comment: returnComment })}</Alert>;
  if (listStatus !== null && listStatus !== "draft" && !isEditable(listStatus))
    return <Alert tone="info">{t(`list.locked.${listStatus}`)}</Alert>;
  return null;
}
