import { data } from "@remix-run/node";
import * as z from "zod/mini";
import { ContentDiffers } from "#app/db/errors.server.ts";
import { ChangedMeanwhile, Conflict, Invalid } from "#app/domain/errors.ts";
import { type MessageKey, message } from "#app/i18n/catalogue.ts";
import { type FormValues, readFormValues } from "#app/lib/form-values.ts";
import { newIdempotencyKey } from "./idempotency.server.ts";
import { problemOf, statusOf } from "./problems.server.ts";

/** Messages by field name; the empty name is the form as a whole. A message is read by `parseMessage`. */
export type FormErrors = Record<string, string>;
/** What an action returns when it refuses a form: everything typed, and what to do at which field. */
export type RefusedForm = {
  errors: FormErrors;
  values: FormValues;
  /** What the form was made from is old: the row changed, or the form was carried out with another content. */
  stale?: "row" | "content";
};

/** Refusals never carry these back. */
const secretFields = ["password", "currentPassword", "passwordAgain"];

/**
 * Handles one posted form: reads it, checks it with the intention's schema, and carries it out. Form errors, broken
 * rules (`Invalid`) and lost races (`Conflict`) come back to the same page with what was typed; anything else is
 * thrown on.
 * @param carryOut returns the redirect that ends a successful post, or what the page may show once
 */
export async function handleForm<S extends z.core.$ZodType, T = Response>(
  request: Request,
  schema: S,
  carryOut: (input: z.output<S>) => Promise<T>,
) {
  return handleValues(await readForm(request), schema, carryOut);
}

/** The posted fields, nested by the dots of their names. */
export async function readForm(request: Request): Promise<FormValues> {
  return readFormValues(await request.formData());
}

/** As `handleForm`, for an action that has already read its form to see which of its buttons was pressed. */
export async function handleValues<S extends z.core.$ZodType, T = Response>(
  values: FormValues,
  schema: S,
  carryOut: (input: z.output<S>) => Promise<T>,
) {
  const parsed = z.safeParse(schema, values);
  if (!parsed.success) return refuse(422, errorsOf(parsed.error), values);
  try {
    return await carryOut(parsed.data);
  } catch (error) {
    if (error instanceof ContentDiffers) {
      // With a key of its own the form may be sent again, on purpose.
      const fresh = { ...values, idempotencyKey: newIdempotencyKey() };
      return refuse(409, { "": message("app:errors.otherContent") }, fresh, "content");
    }
    if (error instanceof Invalid || error instanceof Conflict) {
      const field = error instanceof Invalid ? error.field : "";
      const errors = { [field]: message(error.key as MessageKey, error.params) };
      return refuse(statusOf(error), errors, values, error instanceof ChangedMeanwhile ? "row" : undefined);
    }
    throw error instanceof Response ? error : problemOf(error);
  }
}

function refuse(status: number, errors: FormErrors, values: FormValues, stale?: RefusedForm["stale"]) {
  const shown = Object.fromEntries(Object.entries(values).filter(([name]) => !secretFields.includes(name)));
  return data({ errors, values: shown, stale } satisfies RefusedForm, { status });
}

/** First message of each field. A message that is no key of ours is the library's own: shown as "check this field". */
export function errorsOf(error: z.core.$ZodError): FormErrors {
  const errors: FormErrors = {};
  for (const issue of error.issues) {
    const field = issue.path.join(".");
    errors[field] ??= /^[a-z]+:/.test(issue.message) ? issue.message : message("app:errors.field");
  }
  return errors;
}
