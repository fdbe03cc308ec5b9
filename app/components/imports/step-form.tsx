import { Form, useActionData } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import { Alert } from "#app/ui/alert.tsx";
import { useMessage } from "#app/ui/message.tsx";
import type { Refused } from "#app/ui/post-form.tsx";

/** A form that changes one thing of the import that is looked at; it posts to the page itself and comes back. */
export function StepForm({
  version,
  children,
  className,
}: {
  version: number;
  children: ReactNode;
  className?: string;
}) {
  return (
    <Form method="post" preventScrollReset className={className}>
      <input type="hidden" name="version" value={version} />
      {children}
    </Form>
  );
}

/** Why the last step was refused. The button that was pressed may stand far below: the eye is led here. */
export function StepProblem() {
  const refused = useActionData() as Partial<Refused> | undefined;
  const translate = useMessage();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refused?.errors) place.current?.focus();
  }, [refused]);
  if (!refused?.errors) return null;
  return (
    <div ref={place} tabIndex={-1}>
      {Object.entries(refused.errors).map(([field, text]) => (
        <Alert key={field} tone="error">
          {translate(text)}
        </Alert>
      ))}
    </div>
  );
}
