import {
  type ClientActionFunctionArgs,
  isRouteErrorResponse,
  type ShouldRevalidateFunction,
} from "@remix-run/react";
import { message } from "#app/i18n/catalogue.ts";
import { readFormValues } from "#app/lib/form-values.ts";
import type { Refused } from "#app/ui/post-form.tsx";

const notSent = message("survey:errors.notSent");

/** A post that finds no network, or a server that is busy: what was typed comes back, to be sent again. */
export async function keepTyped({ request, serverAction }: ClientActionFunctionArgs) {
  const values = readFormValues(await request.clone().formData());
  try {
    return await serverAction();
  } catch (thrown) {
    // A redirect, or a page that says why: the link is dead, the round is closed.
    if (thrown instanceof Response || (isRouteErrorResponse(thrown) && thrown.status < 429)) throw thrown;
    return { errors: { "": notSent }, values } satisfies Refused;
  }
}

/**
 * After a refusal too: the form then has to name the version that stands now. But not where nothing could be asked: the
 * page stays as it is.
 */
export const unlessKept: ShouldRevalidateFunction = ({ actionResult }) =>
  (actionResult as Refused | undefined)?.errors?.[""] !== notSent;
