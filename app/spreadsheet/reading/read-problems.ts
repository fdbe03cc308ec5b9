/** Why a file was not read. The sentences, what it is and what to do, stand in the catalogue `files.json`. */
export const readProblems = [
  "empty",
  "notWorkbook",
  "encrypted",
  "oldExcel",
  "binaryExcel",
  "html",
  "openDocument",
  "image",
  "pdf",
  "tooLarge",
  "tooManyParts",
  "unpacksTooLarge",
  "suspiciousRatio",
  "doctype",
  "tooManyRows",
  "tooManyColumns",
  "tooManyCells",
  "tooManyMerges",
  "mergeTooLarge",
  "outOfRange",
  "formulaTooLong",
  "damaged",
  "timedOut",
  "outOfMemory",
  "busy",
] as const;
export type ReadProblem = (typeof readProblems)[number];

/** What was left aside on purpose in a file that was read; sentences likewise. */
export const readNotes = [
  "macrosIgnored",
  "externalLinksIgnored",
  "giantRangeIgnored",
  "formulasWithoutValue",
] as const;
export type ReadNote = (typeof readNotes)[number];

/** Thrown inside the reader only; `parseWorkbook` turns it into an answer. `detail` is for the log and the curious. */
export class Unreadable extends Error {
  constructor(
    readonly problem: ReadProblem,
    readonly detail = "",
  ) {
    super(`${problem} ${detail}`.trim());
    this.name = "Unreadable";
  }
}
