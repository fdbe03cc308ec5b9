import { zodResolver } from "@hookform/resolvers/zod";
import { Form, useActionData, useNavigation, useSubmit } from "@remix-run/react";
import { type ReactNode, useId, useMemo, useState, useSyncExternalStore } from "react";
import {
  type FieldErrors,
  type FieldValues,
  FormProvider,
  get,
  set,
  useForm,
  useFormContext,
} from "react-hook-form";
import type * as z from "zod/mini";
import { type FormValues, readFormValues } from "#app/lib/form-values.ts";
import { Alert } from "./alert.tsx";
import { useMessage } from "./message.tsx";

/** What an action returns when it refuses (http/forms.server.ts). */
type Refused = { errors: Record<string, string>; values: FormValues };

type Props = {
  /** The intention's schema; the browser checks with it first, the server again. */
  schema: z.core.$ZodType;
  /** What the fields start with, nested as they are posted. */
  values: FormValues;
  children: ReactNode;
  /** Marks the refusals of this form where a page has several: the name of the intention it posts. */
  intent?: string;
  action?: string;
  className?: string;
};

/**
 * A form that works as a plain post before any script has loaded; afterwards the same schema checks it in the
 * browser and the page stays where it is. Refused values and messages come back through the action's data.
 */
export function ActionForm({ schema, values: initial, children, intent, action, className }: Props) {
  const answer = useActionData() as Refused | undefined;
  const refused = answer?.errors && (!intent || answer.values.intent === intent) ? answer : undefined;
  const errors = useMemo(() => nestErrors(refused?.errors ?? {}), [refused]);
  const formId = useId();
  const [typed] = useState(() => typedBeforeScripts(formId));
  const form = useForm<FieldValues>({
    resolver: zodResolver(schema as z.core.$ZodType<FieldValues, FieldValues>),
    defaultValues: (typed ?? refused?.values ?? initial) as FieldValues,
    errors,
    mode: "onTouched",
  });
  const submit = useSubmit();
  const hydrated = useHydrated();
  return (
    <FormProvider {...form}>
      <Form
        id={formId}
        method="post"
        action={action}
        className={className}
        noValidate={hydrated}
        onSubmit={(event) => {
          const { submitter } = event.nativeEvent as SubmitEvent;
          const target = (submitter ?? event.currentTarget) as HTMLButtonElement | HTMLFormElement;
          event.preventDefault();
          void form.handleSubmit(() => submit(target))(event);
        }}
      >
        {intent && <input type="hidden" name="intent" value={intent} />}
        <FormProblem text={refused?.errors[""]} />
        {children}
      </Form>
    </FormProvider>
  );
}

/**
 * What stands in the server's form at the moment in which scripts take it over: on a slow line somebody has typed by
 * then, and the form's first values would overwrite it. Null on the server and on pages opened later.
 */
function typedBeforeScripts(formId: string): FormValues | null {
  if (typeof document === "undefined") return null;
  const form = document.getElementById(formId);
  return form instanceof HTMLFormElement ? readFormValues(new FormData(form)) : null;
}

/** The sentence about the form as a whole: a lost race, a rule that no single field breaks. */
function FormProblem({ text }: { text: string | undefined }) {
  const translate = useMessage();
  return text ? <Alert tone="error">{translate(text)}</Alert> : null;
}

/** Renders the hidden key that makes a repeated post harmless; the loader puts a new UUID into the form's values. */
export function IdempotencyKey() {
  return <HiddenField name="idempotencyKey" />;
}

export function HiddenField({ name }: { name: string }) {
  const { value, register } = useField(name);
  return <input type="hidden" defaultValue={value} {...register} />;
}

/** What a field component needs: its ids, its first value, and the sentence that stands at it. */
export function useField(name: string) {
  const { register, formState } = useFormContext();
  const translate = useMessage();
  const id = useId();
  const error = get(formState.errors, name) as { message?: string } | undefined;
  const value = get(formState.defaultValues, name) as unknown;
  return {
    id,
    register: register(name),
    value: value === undefined || value === null ? "" : String(value),
    error: error?.message ? translate(error.message) : undefined,
    describedBy: error?.message ? `${id}-error` : undefined,
  };
}

/** True once scripts run: until then the browser's own checks must stay on. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}

/** True while a post of this page is under way: its buttons are not to be pressed twice. */
export function useIsPosting(): boolean {
  const { state, formMethod } = useNavigation();
  return state !== "idle" && formMethod === "POST";
}

function nestErrors(flat: Record<string, string>): FieldErrors {
  const nested: FieldErrors = {};
  for (const [name, message] of Object.entries(flat))
    if (name) set(nested, name, { type: "server", message });
  return nested;
}
