import * as z from "zod/mini";
import { type MessageKey, message } from "#app/i18n/catalogue.ts";
import { parseLocalDate } from "#app/vietnamese/dates.ts";
import { parsePhone } from "#app/vietnamese/phone.ts";
import { normalizeText } from "#app/vietnamese/text.ts";

/**
 * The building stones of every input schema: what a form posts is text, an empty text is "not filled in", and each
 * refusal is a key of the catalogue. zod/mini, because a phone pays for every kilobyte.
 */

/** The hidden key of every form that changes something: `<IdempotencyKey/>` of ui/form.tsx renders it. */
export const idempotencyKey = z.uuid();

/** The optimistic version that an edited row was read with. */
export const rowVersion = z.coerce.number().check(z.int(), z.minimum(1));

/** One line or more of text, NFC, blanks folded, never re-cased. */
export const requiredText = (max: number, missing: MessageKey = "app:errors.required") =>
  z
    .string(message(missing))
    .check(
      z.overwrite(normalizeText),
      z.minLength(1, message(missing)),
      z.maxLength(max, message("app:errors.tooLong", { max })),
    );

/** As `requiredText`, null when empty. */
export const optionalText = (max: number) =>
  z.pipe(
    z
      ._default(z.string(), "")
      .check(z.overwrite(normalizeText), z.maxLength(max, message("app:errors.tooLong", { max }))),
    z.transform((text) => (text === "" ? null : text)),
  );

/** A whole number as it is typed: blanks and the points of 1.234 are allowed, anything else is not. */
const typedInteger = (min: number, max: number) =>
  z.pipe(
    z.pipe(
      z.string().check(
        z.overwrite((text) => text.replace(/[\s.]/g, "")),
        z.regex(/^\d{1,9}$/, message("app:errors.number")),
      ),
      z.transform(Number),
    ),
    z
      .number()
      .check(
        z.minimum(min, message("app:errors.between", { min, max })),
        z.maximum(max, message("app:errors.between", { min, max })),
      ),
  );

export const requiredInteger = (min: number, max: number, missing: MessageKey = "app:errors.required") =>
  z.pipe(z.string(message(missing)).check(z.minLength(1, message(missing))), typedInteger(min, max));

/** Null when empty. */
export const optionalInteger = (min: number, max: number) =>
  z.pipe(emptyAsNull, z.nullable(typedInteger(min, max)));

/** Empty or absent text becomes null before the field's own check. */
const emptyAsNull = z.pipe(
  // Null is what react-hook-form has for a group of radio buttons that nobody touched.
  z._default(z.nullable(z.string()), ""),
  z.transform((text) => (text === null || text.trim() === "" ? null : text)),
);

/** A day as typed (dd/mm/yyyy and the other forms of vietnamese/dates.ts), as `yyyy-mm-dd`. */
export const requiredDate = (missing: MessageKey = "app:errors.date") =>
  z.pipe(z.string(message(missing)), z.transform(readDate(missing)));

export const optionalDate = () =>
  z.pipe(
    emptyAsNull,
    z.transform((text: string | null, context) =>
      text === null ? null : readDate("app:errors.date")(text, context),
    ),
  );

function readDate(missing: MessageKey) {
  return (text: string, context: z.core.ParsePayload): string => {
    const date = parseLocalDate(text);
    if (date === null) context.issues.push({ code: "custom", input: text, message: message(missing) });
    return date ?? "";
  };
}

/** A phone number as typed, as E.164; null when empty. */
export const optionalPhone = () =>
  z.pipe(
    emptyAsNull,
    z.transform((text: string | null, context) => {
      if (text === null) return null;
      const phone = parsePhone(text);
      if (phone.ok) return phone.e164;
      context.issues.push({ code: "custom", input: text, message: message("app:errors.phone") });
      return null;
    }),
  );

/** An address for mail, lower case; null when empty. */
export const optionalEmail = () =>
  z.pipe(
    emptyAsNull,
    z.nullable(z.email(message("app:errors.email")).check(z.toLowerCase(), z.maxLength(200))),
  );

export const optionalId = () => z.pipe(emptyAsNull, z.nullable(z.uuid(message("app:errors.choose"))));
export const requiredId = () => z.uuid(message("app:errors.choose"));

/** One of the values of a list, as a select or a group of radio buttons posts it. */
export const choice = <const T extends readonly string[]>(
  values: T,
  missing: MessageKey = "app:errors.choose",
) => z.enum(values, message(missing));

export const optionalChoice = <const T extends readonly string[]>(values: T) =>
  z.pipe(emptyAsNull, z.nullable(z.enum(values, message("app:errors.choose"))));

/** A checkbox: ticked posts "true". */
export const checkbox = () =>
  z.pipe(
    z._default(z.string(), ""),
    z.transform((text) => text === "true"),
  );
