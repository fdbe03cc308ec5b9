import * as z from "zod/mini";
import { message } from "#app/i18n/catalogue.ts";
import {
  checkbox,
  choice,
  optionalText,
  requiredId,
  requiredInteger,
  requiredText,
  rowVersion,
} from "../form-fields.ts";
import { mostColumns, rosterFields, rosterSorts, widthRange } from "./template.ts";

/** The columns of a run's rosters as the office's form posts them, in their order. */
export const saveTemplateInput = z.object({
  runId: requiredId(),
  version: rowVersion,
  sort: choice(rosterSorts),
  columns: z
    .array(
      z.object({
        field: choice(rosterFields),
        header: requiredText(60),
        group: optionalText(60),
        width: requiredInteger(widthRange.min, widthRange.max),
        required: checkbox(),
      }),
    )
    .check(
      z.minLength(2, message("rosters:errors.tooFew")),
      z.maxLength(mostColumns, message("rosters:errors.tooMany", { max: mostColumns })),
    ),
});
export type SaveTemplateInput = z.output<typeof saveTemplateInput>;
