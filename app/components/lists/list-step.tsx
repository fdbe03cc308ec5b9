import type { ReactNode } from "react";
import type * as z from "zod/mini";
import type { FormValues } from "#app/lib/form-values.ts";
import { ActionForm, HiddenField, IdempotencyKey } from "#app/ui/form.tsx";

/** What every step on a list carries: which list, as it was seen, once. */
export type StepValues = { idempotencyKey: string; listId: string; version: string };

type Props = {
  schema: z.core.$ZodType;
  intent: string;
  values: StepValues & FormValues;
  children: ReactNode;
};

/** A form that moves a list on. */
export function ListStep({ schema, intent, values, children }: Props) {
  return (
    <ActionForm schema={schema} intent={intent} values={values} className="max-w-2xl">
      <IdempotencyKey />
      <HiddenField name="listId" />
      <HiddenField name="version" />
      {children}
    </ActionForm>
  );
}
