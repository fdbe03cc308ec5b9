import { useActionData } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { extendRoundInput, inviteNewBusinessesInput, roundStepInput } from "#app/domain/rounds/schema.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { DateField } from "#app/ui/fields.tsx";
import { ActionForm, HiddenField } from "#app/ui/form.tsx";
import { showDate } from "#app/vietnamese/dates.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";

type Props = { values: FormValues; closesOn: string; uninvited: number };

/** What can still be done with an open round; each step says what it changes before it is pressed. */
export function RoundManagement({ values, closesOn, uninvited }: Props) {
  const { t } = useTranslation("rounds");
  return (
    <div className="no-print mt-8 max-w-2xl">
      {uninvited > 0 && (
        <Step
          title={t("manage.invite")}
          lead={t("manage.inviteLead", { count: uninvited })}
          intent="invite"
          open
        >
          <ActionForm schema={inviteNewBusinessesInput} values={values} intent="invite">
            <HiddenField name="roundId" />
            <SubmitButton look="secondary">{`${t("manage.invite")} (${showNumber(uninvited)})`}</SubmitButton>
          </ActionForm>
        </Step>
      )}
      <Step
        title={t("manage.extend")}
        lead={t("manage.extendLead", { closesOn: showDate(closesOn) })}
        intent="extend"
      >
        <ActionForm schema={extendRoundInput} values={values} intent="extend">
          <HiddenField name="roundId" />
          <HiddenField name="version" />
          <DateField name="lateUntil" label={t("fields.lateUntil")} required className="max-w-48" />
          <SubmitButton look="secondary">{t("manage.extend")}</SubmitButton>
        </ActionForm>
      </Step>
      <Step title={t("manage.close")} lead={t("manage.closeLead")} intent="close">
        <ActionForm schema={roundStepInput} values={values} intent="close">
          <HiddenField name="roundId" />
          <HiddenField name="version" />
          <SubmitButton look="danger">{t("manage.close")}</SubmitButton>
        </ActionForm>
      </Step>
    </div>
  );
}

type StepProps = { title: string; lead: string; intent: string; open?: boolean; children: ReactNode };

/** A rare step, folded away so that nobody presses it by mistake; unfolded when its form was refused. */
export function Step({ title, lead, intent, open, children }: StepProps) {
  const refused = useActionData() as { values?: FormValues } | undefined;
  return (
    <details open={open || refused?.values?.intent === intent} className="border-base-300 border-t py-3">
      <summary className="cursor-pointer py-1 font-medium">{title}</summary>
      <div className="pt-2 pb-1">
        <p className="mb-3 max-w-prose text-neutral">{lead}</p>
        {children}
      </div>
    </details>
  );
}
