import * as z from "zod/mini";
import { message } from "#app/i18n/catalogue.ts";
import { parsePhone } from "#app/vietnamese/phone.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import {
  checkbox,
  choice,
  idempotencyKey,
  optionalId,
  optionalInteger,
  optionalText,
  requiredInteger,
  requiredText,
  rowVersion,
} from "../form-fields.ts";
import { isBlankLine, maxLines } from "./rules.ts";

export const responseStatuses = ["submitted", "verified", "returned"] as const;
export type ResponseStatus = (typeof responseStatuses)[number];

/** How an answer reached us: by the personal link, or told to an officer. */
export const responseSources = ["own", "phone", "paper"] as const;
export type ResponseSource = (typeof responseSources)[number];

export const needModes = ["hire", "train"] as const;
export type NeedMode = (typeof needModes)[number];

export const needStatuses = ["open", "partly_met", "met", "withdrawn"] as const;
export type NeedStatus = (typeof needStatuses)[number];

/** Version of what the form was made from; 0 when there was none yet. */
const version = z.coerce.number().check(z.int(), z.minimum(0));

const wantedQuarter = z.pipe(
  z
    .string(message("survey:errors.quarter"))
    .check(z.regex(/^20\d\d-[1-4]$/, message("survey:errors.quarter"))),
  z.transform((text) => ({ wantedYear: Number(text.slice(0, 4)), wantedQuarter: Number(text.slice(5)) })),
);

const line = z.pipe(
  z.object({
    /** Of a line that was sent before: nominations point to it, so it stays the same line. */
    id: optionalId(),
    position: requiredText(120, "survey:errors.position"),
    skillId: z.uuid(message("survey:errors.skill")),
    level: z.pipe(choice(["1", "2", "3", "4"], "survey:errors.level"), z.transform(Number)),
    people: requiredInteger(1, 1000, "survey:errors.people"),
    mode: choice(needModes, "survey:errors.mode"),
    quarter: wantedQuarter,
  }),
  z.transform(({ quarter, ...rest }) => ({ ...rest, ...quarter })),
);
/** One need as it is sent: people from 1 to 1,000, level from 1 to 4. */
export type AnsweredLine = z.output<typeof line>;

/** Cards that were opened and left empty say nothing, so they are dropped, not refused. */
const lines = z.pipe(
  z._default(
    z
      .array(
        z.pipe(
          z.transform((raw: unknown) => (isBlankLine(raw) ? null : raw)),
          z.nullable(line),
        ),
      )
      .check(
        // Cards that were removed in between leave gaps in the list.
        z.refine((all) => all.filter(Boolean).length <= maxLines, {
          error: message("survey:errors.tooManyLines", { max: maxLines }),
        }),
      ),
    [],
  ),
  z.transform((all) => all.filter((each) => each !== null)),
);

const phone = z.pipe(
  requiredText(60, "survey:errors.phone").check(
    z.refine((text) => parsePhone(text).ok, { error: message("app:errors.phone") }),
  ),
  z.transform((text) => {
    const phone = parsePhone(text);
    return phone.ok ? phone.e164 : text;
  }),
);

/** In the order of the form, so that what is missing is listed as it is met. */
const answer = {
  workerCount: requiredInteger(0, 100_000, "survey:errors.workerCount"),
  femaleCount: requiredInteger(0, 100_000, "survey:errors.femaleCount"),
  /** Null when the business does not know. */
  digitalWorkerCount: optionalInteger(0, 100_000),
  contactName: requiredText(120, "survey:errors.contactName"),
  contactTitle: optionalText(120),
  phone,
  noNeed: checkbox(),
  note: optionalText(1000),
  needs: lines,
};

type Counts = { workerCount: number; femaleCount: number; digitalWorkerCount: number | null };
type Needs = { noNeed: boolean; needs: unknown[] };
const rules = [
  z.refine<Counts>(({ workerCount, femaleCount }) => femaleCount <= workerCount, {
    path: ["femaleCount"],
    error: message("survey:errors.womenAmongWorkers"),
  }),
  z.refine<Counts>(({ workerCount, digitalWorkerCount }) => (digitalWorkerCount ?? 0) <= workerCount, {
    path: ["digitalWorkerCount"],
    error: message("survey:errors.digitalAmongWorkers"),
  }),
  // Also checked while other fields are still missing: the page shows everything that is missing at once.
  z.refine<Needs>(({ noNeed, needs }) => noNeed || needs.some(Boolean), {
    path: ["noNeed"],
    error: message("survey:errors.noLine"),
    when: ({ value }) => Array.isArray((value as Needs).needs),
  }),
  z.refine<Needs>(({ noNeed, needs }) => !noNeed || !needs.some(Boolean), {
    path: ["noNeed"],
    error: message("survey:errors.noNeedWithLines"),
    when: ({ value }) => Array.isArray((value as Needs).needs),
  }),
] as const;

/** A whole answer, without the envelope it is sent in: what the form checks, and what its list of gaps goes by. */
export const answerInput = z.object(answer).check(...rules);

/** What a business sends through its personal link. */
export const submitResponseInput = z.object({ idempotencyKey, version, ...answer }).check(...rules);
export type SubmitResponseInput = z.output<typeof submitResponseInput>;

/** What an officer sends for a business that telephoned or handed in paper. */
export const answerOnBehalfInput = z
  .object({
    idempotencyKey,
    version,
    roundId: z.uuid(),
    businessId: z.uuid(),
    source: choice(["phone", "paper"]),
    ...answer,
  })
  .check(...rules);
export type AnswerOnBehalfInput = z.output<typeof answerOnBehalfInput>;

/** As typed, whatever it is; normalised because jsonb refuses some characters. */
const typed = z._default(z.string().check(z.overwrite(normalizeText), z.maxLength(2000)), "");
const typedLine = z.object({
  id: typed,
  position: typed,
  skillId: typed,
  level: typed,
  people: typed,
  mode: typed,
  quarter: typed,
});
/** One need line as it stands in the form: every value a text, empty when not filled in. */
export type TypedLine = z.output<typeof typedLine>;

const typedAnswer = {
  contactName: typed,
  contactTitle: typed,
  phone: typed,
  workerCount: typed,
  femaleCount: typed,
  digitalWorkerCount: typed,
  noNeed: typed,
  note: typed,
  needs: z.pipe(
    z._default(z.array(z.nullish(typedLine)), []),
    z.transform((all) => all.filter((each) => each !== null && each !== undefined)),
  ),
};
/** What stands in the form, whether or not it could be sent. */
export const typedAnswerInput = z.object(typedAnswer);
/** The form's fields as they stand, finished or not. */
export type TypedAnswer = z.output<typeof typedAnswerInput>;

export const saveDraftInput = z.object({
  /** Of the draft: the response has its own, which no draft changes. 0 when there was none. */
  version,
  /** Revision of the response that the form was made from; 0 when nothing was sent yet. */
  revision: version,
  /** The open page that saves: its own earlier save is never "somebody else". */
  editor: z.uuid(),
  ...typedAnswer,
});
export type SaveDraftInput = z.output<typeof saveDraftInput>;

/** What an open page is told when its draft was saved. */
export type Saved = { version: number; savedAt: Date; missing: string[] };

/** The tax code (or its last four digits), or the last four digits of the phone. */
export const confirmInput = z.object({ code: requiredText(30, "survey:errors.code") });
/** A business of which neither is known only says yes. */
export const confirmPlainlyInput = z.object({});

const reviewed = { responseId: z.uuid(), version: rowVersion };
/** The office looked at an answer and found it right. */
export const verifyResponseInput = z.object(reviewed);
export type VerifyResponseInput = z.output<typeof verifyResponseInput>;
/** The office asks for a correction, and says which. */
export const returnResponseInput = z.object({
  ...reviewed,
  comment: requiredText(500, "rounds:errors.returnComment"),
});
export type ReturnResponseInput = z.output<typeof returnResponseInput>;
