import { Form, useActionData } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { FormValues } from "#app/lib/form-values.ts";
import { Alert } from "./alert.tsx";
import { FieldSourceProvider } from "./field.tsx";
import { useMessage } from "./message.tsx";
import { useHydrated } from "./page-state.ts";

/** What an action returns when it refuses (http/forms.server.ts). */
export type Refused = { errors: Record<string, string>; values: FormValues };

/**
 * A form that the server alone checks: the same fields as in `ActionForm` without the 25 kB of a checker, for pages
 * on which a phone pays for every kilobyte.
 */
export function PostForm({
  values: initial,
  children,
  className,
}: {
  values: FormValues;
  children: ReactNode;
  className?: string;
}) {
  const refused = useActionData() as Refused | undefined;
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
        bind: (name) => ({ name }),
        errorOf: (name) => (mended.has(name) ? undefined : refused?.errors?.[name]),
      }}
    >
      <Form
        ref={form}
        method="post"
        className={className}
        noValidate={useHydrated()}
        onInput={({ target }) => {
          const { name } = target as HTMLInputElement;
          // A sentence goes as soon as somebody follows it; the server has the last word.
          if (refused?.errors?.[name] && !mended.has(name)) setMended(new Set(mended).add(name));
        }}
      >
        <FormProblem text={refused?.errors?.[""]} />
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

/** The sentence about the form as a whole: a lost race, a rule that no single field breaks. */
export function FormProblem({ text }: { text: string | undefined }) {
  const translate = useMessage();
  return text ? <Alert tone="error">{translate(text)}</Alert> : null;
}
