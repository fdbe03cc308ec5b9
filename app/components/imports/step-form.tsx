import { Form, useActionData } from "@remix-run/react";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { parseMessage } from "#app/i18n/catalogue.ts";
import { Alert } from "#app/ui/alert.tsx";
import { useMessage } from "#app/ui/message.tsx";
import type { Refused } from "#app/ui/post-form.tsx";
import { findUnapplied, stepMark } from "./unapplied.ts";

type Props = {
  version: number;
  children: ReactNode;
  className?: string;
  /** Whatever was changed elsewhere on the page has no use any more. */
  dropsAll?: boolean;
};

/**
 * A form that changes one thing of the import that is looked at; it posts to the page itself and comes back. What was
 * changed in another form and not sent would be lost unseen: the first press says so, the second one goes on.
 */
export function StepForm({ version, children, className, dropsAll = false }: Props) {
  const { t } = useTranslation("imports");
  const [unapplied, setUnapplied] = useState<string | null>(null);
  const lookAround = (event: FormEvent<HTMLFormElement>) => {
    const button = dropsAll || unapplied !== null ? null : findUnapplied(event.currentTarget);
    setUnapplied(button);
    if (button !== null) event.preventDefault();
  };
  return (
    <Form
      method="post"
      preventScrollReset
      className={className}
      onSubmit={lookAround}
      {...{ [stepMark]: dropsAll ? undefined : "" }}
    >
      <input type="hidden" name="version" value={version} />
      {children}
      {unapplied !== null && (
        <div className="w-full">
          <Alert tone="warning">{t("unapplied", { button: unapplied })}</Alert>
        </div>
      )}
    </Form>
  );
}

type ProblemProps = {
  /** Leads to where that is done by hand which an undo was refused; `name` is what stands in its way. */
  byHand?: (name: string) => ReactNode;
};

/** Why the last step was refused. The button that was pressed may stand far below: the eye is led here. */
export function StepProblem({ byHand }: ProblemProps) {
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
          {translate(text)} {isObstacle(text) && byHand?.(String(parseMessage(text).params?.name ?? ""))}
        </Alert>
      ))}
    </div>
  );
}

const isObstacle = (text: string) => text.startsWith("imports:obstacles.");
