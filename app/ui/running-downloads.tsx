import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect, useReducer, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { TaskProgress } from "#app/lib/task-progress.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";
import { type DownloadEnd, lookAgain, notSeenYet } from "./download-state.ts";
import { followTask } from "./follow-task.ts";

/** Keys of the downloads that were begun in this window; they outlive the page on which their link stands. */
let running: readonly string[] = [];
const none: readonly string[] = [];
const listeners = new Set<() => void>();

function change(keys: readonly string[]): void {
  running = keys;
  for (const listener of listeners) listener();
}

/** Shows how far a download is; `key` is the one that its URL carries. */
export const followDownload = (key: string) => change([...running, key]);
const forgetDownload = (key: string) => change(running.filter((other) => other !== key));

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * Stands once in the frame of the signed-in pages, at the lower edge of the window. Somebody who does not see it hears
 * that a file is begun and how it ended, and no numbers in between.
 */
export function RunningDownloads() {
  const keys = useSyncExternalStore(
    subscribe,
    () => running,
    () => none,
  );
  const [said, say] = useState("");
  return (
    <div className="no-print fixed right-4 bottom-4 left-4 z-20 flex flex-col gap-2 sm:left-auto sm:w-96">
      <p role="status" className="sr-only">
        {said}
      </p>
      {keys.map((key) => (
        <RunningDownload key={key} taskKey={key} say={say} />
      ))}
    </div>
  );
}

/** Milliseconds for which a file that has come is spoken of. */
const shownWhenDone = 8000;

function RunningDownload({ taskKey, say }: { taskKey: string; say: (sentence: string) => void }) {
  const { t } = useTranslation();
  const [state, look] = useReducer(lookAgain, notSeenYet);
  const { progress, end } = state;
  const isShown = state !== notSeenYet && end !== "forgotten";
  const sentence = useEnding(end, progress) ?? t("progress.preparing");

  useEffect(() => (end === null ? followTask(taskKey, look) : undefined), [taskKey, end]);
  useEffect(() => {
    if (isShown) say(sentence);
  }, [isShown, sentence, say]);
  useEffect(() => {
    if (end === "forgotten") forgetDownload(taskKey);
    if (end !== "done") return;
    const timer = setTimeout(() => forgetDownload(taskKey), shownWhenDone);
    return () => clearTimeout(timer);
  }, [end, taskKey]);

  if (!isShown) return null;
  return (
    <div className="flex items-start gap-3 rounded-box border border-base-300 bg-base-100 p-4 shadow-lg">
      {end && <EndIcon end={end} />}
      <div className="grow">{end ? sentence : <Rows {...progress} />}</div>
      {end && (
        <button
          type="button"
          aria-label={t("actions.close")}
          onClick={() => forgetDownload(taskKey)}
          className="-m-2 cursor-pointer p-2"
        >
          <X aria-hidden="true" className="size-5" />
        </button>
      )}
    </div>
  );
}

/** How it ended, as a sentence; null while it is running. */
function useEnding(end: DownloadEnd | null, { rows, problem }: TaskProgress): string | null {
  const { t } = useTranslation();
  if (end === null || end === "forgotten") return null;
  if (end === "done")
    return rows > 0 ? t("progress.doneRows", { rows: showNumber(rows) }) : t("progress.done");
  return (end === "failed" && problem) || t(`progress.${end}`);
}

function Rows({ rows, total }: TaskProgress) {
  const { t } = useTranslation();
  const numbers = { rows: showNumber(rows), total: showNumber(total ?? 0) };
  return (
    <>
      {rows === 0 ? t("progress.preparing") : t(total ? "progress.writingOf" : "progress.writing", numbers)}
      <progress
        aria-label={t("progress.bar")}
        className="progress progress-secondary mt-2 block w-full"
        max={total || undefined}
        value={total && rows > 0 ? rows : undefined}
      />
    </>
  );
}

function EndIcon({ end }: { end: DownloadEnd }) {
  return end === "done" ? (
    <CircleCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-success-content" />
  ) : (
    <CircleAlert aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-error-content" />
  );
}
