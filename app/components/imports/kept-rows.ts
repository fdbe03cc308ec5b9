import { useActionData } from "@remix-run/react";
import { type FormValues, findValueAt } from "#app/lib/form-values.ts";

/**
 * What a field of the open rows starts with: what was typed when they were refused, else what the page has for it. Not
 * every refused post had all fields: a row that is taken back is posted alone.
 */
export type Kept = (name: string, start: string) => string;

export function useKept(): Kept {
  const { values } = (useActionData() as { values?: FormValues } | undefined) ?? {};
  return (name, start) => (values?.intent === "rows" ? findValueAt(values, name) : null) ?? start;
}
