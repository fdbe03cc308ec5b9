import { Form, useActionData } from "@remix-run/react";
import type { ReactNode } from "react";
import { Alert } from "#app/ui/alert.tsx";
import { useMessage } from "#app/ui/message.tsx";

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

/** Why the last step was refused. */
export function StepProblem() {
  const answer = useActionData() as { errors?: Record<string, string> } | undefined;
  const translate = useMessage();
  return Object.entries(answer?.errors ?? {}).map(([field, text]) => (
    <Alert key={field} tone="error">
      {translate(text)}
    </Alert>
  ));
}
