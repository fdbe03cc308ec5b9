/** How far a long task has come; its page asks for it at `/progress/<key>`. */
export type TaskProgress = {
  /**
   * unknown: not begun, long over, or begun in another process of the server. waiting: another task comes first.
   */
  state: "unknown" | "waiting" | "running" | "done" | "failed";
  /** Rows that were read or written so far. */
  rows: number;
  /** Rows in all; null where only the end will tell. */
  total: number | null;
  /** Why a download was refused, as a sentence; null where there is nothing to say but that it failed. */
  problem: string | null;
};

/** The parameter of a download's URL by which its page knows it. */
export const progressParam = "progress";
