import { Form, useActionData } from "@remix-run/react";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { refuseInput, withdrawInput } from "#app/domain/nominations/schema.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/fields.tsx";
import { ActionForm, HiddenField } from "#app/ui/form.tsx";
import { useMessage } from "#app/ui/message.tsx";

type Row = { id: string; version: number; fullName: string };

/** A step that needs no words: one press. Which row it is stands in the intention, `up:<id>`. */
function Step({
  row,
  step,
  label,
  children,
}: {
  row: Row;
  step: string;
  label: string;
  children: ReactNode;
}) {
  return (
    <Form method="post">
      <input type="hidden" name="version" value={row.version} />
      <button
        type="submit"
        name="intent"
        value={`${step}:${row.id}`}
        aria-label={label}
        className="btn btn-ghost h-auto min-h-8 px-1.5"
      >
        {children}
      </button>
    </Form>
  );
}

export function MoveSteps({ row, isFirst, isLast }: { row: Row; isFirst: boolean; isLast: boolean }) {
  const { t } = useTranslation("nominations");
  return (
    <div className="flex">
      {!isFirst && (
        <Step row={row} step="up" label={t("step.up", { name: row.fullName })}>
          <ArrowUp aria-hidden="true" className="size-4" />
        </Step>
      )}
      {!isLast && (
        <Step row={row} step="down" label={t("step.down", { name: row.fullName })}>
          <ArrowDown aria-hidden="true" className="size-4" />
        </Step>
      )}
    </div>
  );
}

export function AcceptStep({ row }: { row: Row }) {
  const { t } = useTranslation("nominations");
  return (
    <Step row={row} step="accept" label={t("step.acceptOf", { name: row.fullName })}>
      <span className="font-semibold text-secondary text-sm underline">{t("proposals.accept")}</span>
    </Step>
  );
}

const reasons = { refuse: refuseInput, withdraw: withdrawInput };

/** A step that needs a reason: the field opens in the row, and a refusal stays there. */
export function ReasonStep({ row, step }: { row: Row; step: keyof typeof reasons }) {
  const { t } = useTranslation("nominations");
  const intent = `${step}:${row.id}`;
  const answer = useActionData() as { values?: { intent?: unknown } } | undefined;
  const isRefusal = step === "refuse";
  return (
    <details open={answer?.values?.intent === intent || undefined}>
      <summary
        className="cursor-pointer py-1 text-secondary underline"
        aria-label={t(isRefusal ? "step.refuseOf" : "step.withdrawOf", { name: row.fullName })}
      >
        {t(isRefusal ? "proposals.refuse" : "step.withdraw")}
      </summary>
      <ActionForm
        schema={reasons[step]}
        values={{ nominationId: row.id, version: String(row.version) }}
        intent={intent}
        className="mt-2 w-56 whitespace-normal"
      >
        <HiddenField name="nominationId" />
        <HiddenField name="version" />
        <TextField
          name="reason"
          label={t(isRefusal ? "proposals.reason" : "step.reason")}
          hint={isRefusal ? t("proposals.reasonHint") : undefined}
          maxLength={300}
          required
        />
        <SubmitButton look="danger">{t(isRefusal ? "proposals.refuse" : "step.withdraw")}</SubmitButton>
      </ActionForm>
    </details>
  );
}

/** Why a step of one press was refused: a form of its own does not stand there to say it. */
export function StepProblem() {
  const translate = useMessage();
  const answer = useActionData() as
    | { errors?: Record<string, string>; values?: { intent?: unknown } }
    | undefined;
  const isOnePress = /^(up|down|accept):/.test(String(answer?.values?.intent));
  const [problem] = Object.values(answer?.errors ?? {});
  return isOnePress && problem ? <Alert tone="error">{translate(problem)}</Alert> : null;
}
