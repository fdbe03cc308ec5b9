import { createContext, type InputHTMLAttributes, type RefCallback, useContext, useId } from "react";
import { type FormValues, valueAt } from "#app/lib/form-values.ts";
import { useMessage } from "./message.tsx";

type Binding = Pick<InputHTMLAttributes<unknown>, "name"> & {
  onChange?: (event: { target: unknown; type?: unknown }) => unknown;
  onBlur?: (event: { target: unknown; type?: unknown }) => unknown;
  ref?: RefCallback<unknown>;
};

/** What a form lends its fields, whoever checks it: `ActionForm` in the browser too, `PostForm` on the server alone. */
export type FieldSource = {
  /** What the fields start with. */
  values: FormValues;
  /** What the database holds, where that is no longer what the form was made from. */
  current?: FormValues;
  bind(name: string): Binding;
  /** The message at a field, as `parseMessage` reads it. */
  errorOf(name: string): string | undefined;
};

const Source = createContext<FieldSource | null>(null);
export const FieldSourceProvider = Source.Provider;

export function useFieldSource(): FieldSource {
  const source = useContext(Source);
  if (!source) throw new Error("a field stands outside of a form");
  return source;
}

/** What a field component needs: its ids, its first value, and the sentence that stands at it. */
export function useField(name: string) {
  const { values, current, bind, errorOf } = useFieldSource();
  const translate = useMessage();
  const id = useId();
  const error = errorOf(name);
  return {
    id,
    register: bind(name),
    value: valueAt(values, name),
    /** What stands in the database instead of `value`; nothing where the two are the same. */
    current: current && valueAt(current, name) !== valueAt(values, name) ? valueAt(current, name) : undefined,
    error: error && translate(error),
    describedBy: error && `${id}-error`,
  };
}

export function HiddenField({ name }: { name: string }) {
  const { value, register } = useField(name);
  return <input type="hidden" defaultValue={value} {...register} />;
}

/** Renders the hidden key that makes a repeated post harmless; the loader puts a new UUID into the form's values. */
export function IdempotencyKey() {
  return <HiddenField name="idempotencyKey" />;
}
