import { zodResolver } from "@hookform/resolvers/zod";
import { Form, useActionData, useSubmit } from "@remix-run/react";
import { type ReactNode, useId, useMemo, useState } from "react";
import { type FieldErrors, type FieldValues, FormProvider, get, set, useForm } from "react-hook-form";
import type * as z from "zod/mini";
import { type FormValues, readFormValues } from "#app/lib/form-values.ts";
import { FieldSourceProvider } from "./field.tsx";
import { useHydrated } from "./page-state.ts";
import { FormProblem, type Refused } from "./post-form.tsx";

export { HiddenField, IdempotencyKey, useField } from "./field.tsx";
export { useHydrated, useIsPosting } from "./page-state.ts";

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
export function ActionForm(props: Props) {
  // A key that was used up must go with its form: what is typed next is another form, not a repeat.
  const made = ["idempotencyKey", ...versionFields].map((name) => props.values[name]);
  return <KeyedForm key={made.join("|")} {...props} />;
}

/** Hidden fields that say which state of the row a form was made from. */
const versionFields = ["version", "seatsBefore", "generation"];

function KeyedForm({ schema, values: initial, children, intent, action, className }: Props) {
  const answer = useActionData() as Refused | undefined;
  const refused = answer?.errors && (!intent || answer.values.intent === intent) ? answer : undefined;
  // Refused because the row has changed, and this page has read it anew: what differs is shown beside what was typed.
  const current = refused?.stale === "row" && isNewer(initial, refused.values) ? initial : undefined;
  const errors = useMemo(() => nestErrors(refused?.errors ?? {}), [refused]);
  const formId = useId();
  const [typed] = useState(() => typedBeforeScripts(formId));
  const form = useForm<FieldValues>({
    resolver: zodResolver(schema as z.core.$ZodType<FieldValues, FieldValues>),
    defaultValues: (typed ?? (refused ? renewed(refused, initial) : initial)) as FieldValues,
    errors,
    mode: "onTouched",
  });
  const { errors: shown, defaultValues } = form.formState;
  const submit = useSubmit();
  const hydrated = useHydrated();
  return (
    <FormProvider {...form}>
      <FieldSourceProvider
        value={{
          values: defaultValues as FormValues,
          current,
          bind: (name) => form.register(name),
          errorOf: (name) => (get(shown, name) as { message?: string } | undefined)?.message,
        }}
      >
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
          <FormProblem refused={refused} />
          {children}
        </Form>
      </FieldSourceProvider>
    </FormProvider>
  );
}

const isNewer = (read: FormValues, sent: FormValues) =>
  versionFields.some((name) => read[name] !== undefined && read[name] !== sent[name]);

/** What was typed, from now on over the row as it is: sending it once more replaces what somebody else wrote. */
function renewed({ stale, values }: Refused, read: FormValues): FormValues {
  const names = stale ? versionFields.filter((name) => read[name] !== undefined) : [];
  return { ...values, ...Object.fromEntries(names.map((name) => [name, read[name] ?? ""])) };
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

function nestErrors(flat: Record<string, string>): FieldErrors {
  const nested: FieldErrors = {};
  for (const [name, message] of Object.entries(flat))
    if (name) set(nested, name, { type: "server", message });
  return nested;
}
