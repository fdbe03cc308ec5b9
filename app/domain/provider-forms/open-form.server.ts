import type { Queryable } from "#app/db/client.server.ts";
import { type FormHolder, getForm } from "./queries.server.ts";
import { readForm } from "./read-form.server.ts";

/** A form as its page shows it, with `refusal` where it may not be filled any more. @throws NotFound */
export async function openForm(db: Queryable, actor: FormHolder, formId: string) {
  const { file, choices, mapping: _, ...form } = await getForm(db, actor, formId);
  const { mapping, ...reading } = await readForm(file, choices);
  return { ...form, isRecognised: mapping !== null, ...reading };
}
export type OpenedForm = Awaited<ReturnType<typeof openForm>>;
