import { useNavigation } from "@remix-run/react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { showNumber } from "#app/vietnamese/numbers.ts";
import { type Seen, useTask } from "./follow-task.ts";

/**
 * How far the file of an `UploadForm` is read. Somebody who does not see it hears that it has begun, and no numbers
 * until the next page.
 */
export function ReadingProgress({ taskKey }: { taskKey: string }) {
  const { t } = useTranslation();
  const isReading = useNavigation().formData?.get("idempotencyKey") === taskKey;
  const seen = useTask(isReading ? taskKey : null);
  return (
    <>
      <p role="status" className="sr-only">
        {isReading && t("progress.sending")}
      </p>
      {isReading && (
        <p className="mt-3">
          <progress className="progress mr-3 w-40 align-middle" aria-hidden="true" />
          {sentenceOf(seen, t)}
        </p>
      )}
    </>
  );
}

function sentenceOf(seen: Seen | null, t: TFunction): string {
  if (seen?.state === "waiting") return t("progress.waiting");
  const isRead = seen?.state === "running" || seen?.state === "done";
  // Nothing is known while the file is on its way, or in the hands of another process.
  return isRead && seen.rows > 0
    ? t("progress.reading", { rows: showNumber(seen.rows) })
    : t("progress.sending");
}
