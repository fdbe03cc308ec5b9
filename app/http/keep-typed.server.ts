import { data } from "@remix-run/node";
import { message } from "#app/i18n/catalogue.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { type RefusedForm, readForm } from "./forms.server.ts";
import { problemOf } from "./problems.server.ts";

/**
 * Carries out a post whose form took somebody minutes on a phone. Where the database is away or too much is asked at
 * once, what was typed comes back with 503 or 429 instead of a page without it: components/survey/survey-problem.tsx
 * offers to send it again.
 * @param carryOut the whole action, its guard too
 */
export async function keepTyped<T>(request: Request, carryOut: (values: FormValues) => Promise<T>) {
  const values = await readForm(request);
  try {
    return await carryOut(values);
  } catch (thrown) {
    const problem = thrown instanceof Response ? thrown : problemOf(thrown);
    const init = (problem as { init?: ResponseInit | null }).init;
    if (init?.status !== 503 && init?.status !== 429) throw problem;
    return data({ errors: { "": message("survey:errors.notSent") }, values } satisfies RefusedForm, init);
  }
}
