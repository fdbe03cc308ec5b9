import * as z from "zod/mini";
import { idempotencyKey, requiredId, requiredText, rowVersion } from "../form-fields.ts";

/** Whether somebody was at a session; what came of the course. A file's words for them: outcomes/words.ts. */
export const attendances = ["present", "absent", "excused"] as const;
export type Attendance = (typeof attendances)[number];

export const results = ["passed", "failed", "exempt"] as const;
export type Result = (typeof results)[number];

/** A filled-in roster; the file itself comes beside these. */
export const uploadOutcomesInput = z.object({ idempotencyKey });

/** A row of the sheet as the name of a field. */
const rowName = z.string().check(z.regex(/^r\d{1,7}$/));

/** What was typed in the place of values that could not be read: `mends.r12.result=Đạt`. */
const mends = z._default(
  z.record(rowName, z.record(z.string().check(z.maxLength(60)), z.string().check(z.maxLength(500)))),
  {},
);
/** Rows that are ticked stay out: `leave.r12=true`. */
const leave = z._default(z.record(rowName, z.string()), {});

/** The rows whose ticks were on the page, `5,6,12`: those of other pages stay as they are. Without it, all were. */
const shown = z.optional(z.string().check(z.regex(/^\d{1,7}(,\d{1,7}){0,999}$/)));

/** What was done to the rows of an upload; both buttons of its page post it. */
export type RowAnswers = {
  mends: z.output<typeof mends>;
  leave: z.output<typeof leave>;
  shown?: z.output<typeof shown>;
};

/** An upload of a run as it was looked at. */
const looked = { runId: requiredId(), uploadId: requiredId(), version: rowVersion };

export const mendOutcomesInput = z.object({ ...looked, mends, leave, shown });
export type MendOutcomesInput = z.output<typeof mendOutcomesInput>;

/** Saves the good rows. `seen` is the digest of the preview that was looked at. */
export const saveOutcomesInput = z.object({
  idempotencyKey,
  ...looked,
  seen: z.string(),
  mends,
  leave,
  shown,
});
export type SaveOutcomesInput = z.output<typeof saveOutcomesInput>;

export const voidResultInput = z.object({
  idempotencyKey,
  resultId: requiredId(),
  reason: requiredText(300),
});
export type VoidResultInput = z.output<typeof voidResultInput>;

/** Takes back everything that an upload has written, as its page showed it. */
export const undoOutcomesInput = z.object({ idempotencyKey, ...looked, reason: requiredText(300) });
export type UndoOutcomesInput = z.output<typeof undoOutcomesInput>;
