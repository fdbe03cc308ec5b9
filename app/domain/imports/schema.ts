import * as z from "zod/mini";
import type { Mends, ReadingChoices } from "#app/spreadsheet/understanding/reading-choices.ts";
import {
  checkbox,
  choice,
  idempotencyKey,
  optionalId,
  optionalText,
  requiredId,
  rowVersion,
} from "../form-fields.ts";

export const importKinds = ["businesses", "nominees"] as const;
export type ImportKind = (typeof importKinds)[number];

/** What may be saved of a workbook: rows of what is not known yet, rows of what is, or both. */
export const importModes = ["both", "add", "update"] as const;
export type ImportMode = (typeof importModes)[number];

/** What saving would do with a row. `choose` waits for an answer, `refused` for a mend; `skipped` was left out. */
export const rowStates = ["new", "changed", "same", "choose", "refused", "skipped"] as const;
export type RowState = (typeof rowStates)[number];

/** Answers about a row that name no known person or business. */
export const anotherOne = "other";
export const leaveOut = "skip";

/** The answer that a row is the same as one above it. */
export const sameAsRow = (rowNumber: number) => `row${rowNumber}`;

/** An employer name that is to be no business of the ward as yet, whatever it looks like. */
export const noEmployer = "";

/** How the need that an employer's nominees serve was chosen: one line of its answer, or why there is none. */
export type NeedChoice = { needLineId: string } | { reason: string };

/** Everything that a person decided about an import. Plain JSON; `defaultSettings` is an import nobody touched. */
export type ImportSettings = {
  choices: ReadingChoices;
  mends: Mends;
  mode: ImportMode;
  /** By row number: the id of what the row is known to be, `sameAsRow`, `anotherOne` or `leaveOut`. */
  answers: Record<string, string>;
  /** The remembered layout that `choices` came from. */
  layoutId: string | null;
  /** Cluster of all rows of a list of businesses; null leaves known businesses where they stand. */
  clusterId: string | null;
  /** By folded name as it stands in the file: the business of the ward that is meant, or `noEmployer`. */
  employers: Record<string, string>;
  /** As `employers`, from earlier lists: what stands here was not decided about this one. */
  rememberedEmployers: Record<string, string>;
  /** By business. */
  needs: Record<string, NeedChoice>;
  /** As `needs`, from earlier lists: held to only as long as the line lacks somebody. */
  rememberedNeeds: Record<string, NeedChoice>;
  /** Why nominees serve no stated need, where their employer has no choice of its own. */
  outsideNeedReason: string | null;
  /** Why the office nominates after the deadline. */
  lateNote: string | null;
};

export const defaultSettings: ImportSettings = {
  choices: {},
  mends: {},
  mode: "both",
  answers: {},
  layoutId: null,
  clusterId: null,
  employers: {},
  rememberedEmployers: {},
  needs: {},
  rememberedNeeds: {},
  outsideNeedReason: null,
  lateNote: null,
};

/** The file itself travels beside these fields. `businessId`: whose list it is. */
export const uploadImportInput = z.object({
  idempotencyKey,
  clusterId: optionalId(),
  businessId: optionalId(),
});

/** An import as it was looked at: every change names the version, so that two people do not undo each other unseen. */
const looked = { importId: requiredId(), version: rowVersion };

const optionalPick = <const T extends readonly string[]>(values: T) =>
  z.pipe(
    z._default(z.string(), ""),
    z.transform((text) => (values as readonly T[number][]).find((value) => value === text) ?? null),
  );
const texts = z._default(z.record(z.string(), z.string()), {});

/** `columns.c3`: what column 3 means, empty for nothing. `dayMonth.c3`: whether its real dates are swapped. */
export const changeReadingInput = z.object({
  ...looked,
  sheet: z._default(z.string(), ""),
  headerRow: z.pipe(
    z._default(z.string(), ""),
    z.transform((text) => (/^\d{1,3}$/.test(text) ? Number(text) : null)),
  ),
  columns: texts,
  dayMonth: texts,
  hiddenRows: optionalPick(["take", "leave"]),
  hiddenColumns: optionalPick(["take", "leave"]),
  oldPhones: optionalPick(["convert", "keep"]),
  encoding: optionalPick(["unicode", "tcvn3", "vni"]),
});
export type ChangeReadingInput = z.output<typeof changeReadingInput>;

/**
 * `employers.e0`: the business meant by the employer name of that place in the page's list. By the id of a business,
 * `needs`: the need line that its nominees serve, or `reasons`: why they serve none.
 */
export const changeSettingsInput = z.object({
  ...looked,
  mode: choice(importModes),
  clusterId: optionalId(),
  outsideNeedReason: optionalText(300),
  lateNote: optionalText(300),
  employers: texts,
  needs: texts,
  reasons: texts,
});
export type ChangeSettingsInput = z.output<typeof changeSettingsInput>;

/**
 * Rows mended in place, by name (`rows.r12.mend.phone`): new texts of cells by field, an answer about the row, or that
 * both are taken back. `shown` is what the fields started with: a cell that was left alone is not mended, and a masked
 * number is not taken for a number.
 */
export const mendRowsInput = z.object({
  ...looked,
  rows: z._default(
    z.record(
      z.string().check(z.regex(/^r\d{1,7}$/)),
      z.object({ mend: texts, shown: texts, answer: z._default(z.string(), ""), takeBack: checkbox() }),
    ),
    {},
  ),
});
export type MendRowsInput = z.output<typeof mendRowsInput>;

/** `seen` is the digest of the preview that was looked at; `scope`: the good rows alone, or nothing unless all are good. */
export const saveImportInput = z.object({ ...looked, seen: z.string(), scope: choice(["good", "all"]) });
export type SaveImportInput = z.output<typeof saveImportInput>;

export const importStepInput = z.object(looked);
export type ImportStepInput = z.output<typeof importStepInput>;
