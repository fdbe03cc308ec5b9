import type { Attendance, Result } from "./schema.ts";

/** What is known of a nomination so far. */
export type Outcome = {
  /** By the id of the session. */
  attendance: ReadonlyMap<string, Attendance>;
  result: Result | null;
  certificateNumber: string | null;
  /** `yyyy-mm-dd`. */
  certificateDate: string | null;
  note: string | null;
  /** Of the live result. */
  resultId: string | null;
};

export const nothingYet: Outcome = {
  attendance: new Map(),
  result: null,
  certificateNumber: null,
  certificateDate: null,
  note: null,
  resultId: null,
};

/** What an upload has saved: people, how often somebody's being there was noted, and results by their kind. */
export type SavedCounts = { people: number; attendances: number } & Record<Result, number>;
