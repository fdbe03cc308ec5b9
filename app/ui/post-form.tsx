import { Form, useActionData } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { FormValues } from "#app/lib/form-values.ts";
import { Alert } from "./alert.tsx";
import { FieldSourceProvider } from "./field.tsx";
import { useMessage } from "./message.tsx";
import { useHydrated } from "./page-state.ts";

/** What an action returns when it refuses (http/forms.server.ts). */
export type Refused = {
  errors: Record<string, string>;
  values: FormValues;
  stale?: "row" | "content";
};

/**
 * A form that the server alone checks: the same fields as in `ActionForm` without the 25 kB of a checker, for pages
 * on which a phone pays for every kilobyte.
 */
export function PostForm(props: Props) {
  const answer = useActionData() as Refused | undefined;
  const refused = !props.intent || answer?.values?.intent === props.intent ? answer : undefined;
  // A form that was carried out comes back with another key: its fields are made anew with what was typed.
  return (
    <KeyedForm key={refused?.stale && String(refused.values.idempotencyKey)} {...props} refused={refused} />
  );
}

type Props = {
  values: FormValues;
  children: ReactNode;
  /** Marks the refusals of this form where a page has several: the name of the intention it posts. */
  intent?: string;
  /** By which fields elsewhere on the page belong to it. */
  id?: string;
  className?: string;
};

function KeyedForm({
  values: initial,
  children,
  intent,
  id,
  className,
  refused,
}: Props & { refused?: Refused }) {
  const [values] = useState(() => refused?.values ?? initial);
  const [mended, setMended] = useState<ReadonlySet<string>>(new Set());
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    setMended(new Set());
    if (refused?.errors) showProblem(form.current);
  }, [refused]);
  return (
    <FieldSourceProvider
      value={{
        values,
        current: refused?.stale === "row" ? initial : undefined,
        bind: (name) => ({ name }),
        errorOf: (name) => (mended.has(name) ? undefined : refused?.errors?.[name]),
      }}
    >
      <Form
        ref={form}
        id={id}
        method="post"
        className={className}
        noValidate={useHydrated()}
        onInput={({ target }) => {
          const { name } = target as HTMLInputElement;
          // A sentence goes as soon as somebody follows it; the server has the last word.
          if (refused?.errors?.[name] && !mended.has(name)) setMended(new Set(mended).add(name));
        }}
      >
        {intent && <input type="hidden" name="intent" value={intent} />}
        <FormProblem refused={refused} />
        {children}
      </Form>
    </FieldSourceProvider>
  );
}

/** Leads to the first field that was refused, or to the sentence about the whole form. */
function showProblem(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (field) field.focus();
  else form?.querySelector("[role=alert]")?.scrollIntoView({ block: "center" });
}

/** The sentence about the form as a whole: a rule that no single field breaks. */
export function FormProblem({ refused }: { refused: Partial<Refused> | undefined }) {
  const translate = useMessage();
  const text = refused?.stale ? undefined : refused?.errors?.[""];
  return text ? <Alert tone="error">{translate(text)}</Alert> : null;
}

/**
 * Why a form was refused whose page is no longer the same. At the head of the page, because the form itself may be
 * gone: what somebody else closed cannot be closed once more.
 */
export function StaleProblem() {
  const refused = useActionData() as Partial<Refused> | undefined;
  const translate = useMessage();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refused?.stale) place.current?.focus();
  }, [refused]);
  const text = refused?.stale && refused.errors?.[""];
  if (!text) return null;
  return (
    <div ref={place} tabIndex={-1}>
      <Alert tone="error">{translate(text)}</Alert>
    </div>
  );
}
