import * as z from "zod/mini";
import { message } from "#app/i18n/catalogue.ts";
import { choice } from "./form-fields.ts";

/** Rows that one command changes at once; their audit entries are written in the same transaction. */
export const mostAtOnce = 500;

/**
 * The rows of a list on which one command acts: those that were ticked (`chosen.<id>=true`), or all that match the
 * filter of the page. `total` is how many matched when the page was read, `seen` the digest of which.
 */
const fields = {
  scope: choice(["chosen", "all"]),
  chosen: z.pipe(
    z._default(z.record(z.uuid(), z.string()), {}),
    z.transform((ticked) => Object.keys(ticked).sort()),
  ),
  total: z.coerce.number().check(z.int(), z.minimum(0)),
  seen: z._default(z.string(), ""),
};

export type Selection = { scope: "chosen" | "all"; chosen: string[]; total: number; seen: string };

/** The schema of a command on selected rows: its own fields and the selection. */
export function withSelection<const Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.object({ ...shape, ...fields }).check(
    z.refine((input) => countSeen(input as Selection) > 0, {
      path: ["scope"],
      error: message("app:errors.nothingChosen"),
    }),
    z.refine((input) => countSeen(input as Selection) <= mostAtOnce, {
      path: ["scope"],
      error: message("app:errors.tooManyChosen", { max: mostAtOnce }),
    }),
  );
}

/** How many rows the visitor saw selected. */
function countSeen({ scope, chosen, total }: Selection): number {
  return scope === "all" ? total : chosen.length;
}
