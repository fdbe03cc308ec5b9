import type { TaskProgress } from "#app/lib/task-progress.ts";
import type { Seen } from "./follow-task.ts";

/**
 * How a download ended for its page. lost: the server cannot be reached. forgotten: nobody knows of it, as with a
 * second process of the server; then the browser alone shows the file.
 */
export type DownloadEnd = "done" | "failed" | "lost" | "signedOut" | "forgotten";

export type DownloadState = {
  progress: TaskProgress;
  /** Looks one after another that told nothing. */
  misses: number;
  end: DownloadEnd | null;
};

export const notSeenYet: DownloadState = {
  progress: { state: "unknown", rows: 0, total: null, problem: null },
  misses: 0,
  end: null,
};

/** Looks that may tell nothing: a few seconds without a network, a quarter of a minute until a file is begun. */
const patience = { unreachable: 5, unknown: 20 };

/** What is known of a download after one more look at it. */
export function lookAgain(state: DownloadState, seen: Seen): DownloadState {
  switch (seen.state) {
    case "signedOut":
      return { ...state, end: "signedOut" };
    case "unreachable":
    case "unknown": {
      const misses = state.misses + 1;
      if (misses < patience[seen.state]) return { ...state, misses };
      return { ...state, misses, end: seen.state === "unknown" ? "forgotten" : "lost" };
    }
    case "waiting":
    case "running":
      return { progress: seen, misses: 0, end: null };
    case "done":
    case "failed":
      return { progress: seen, misses: 0, end: seen.state };
  }
}
