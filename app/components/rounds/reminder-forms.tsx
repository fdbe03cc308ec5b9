import { useTranslation } from "react-i18next";
import { logReminderInput, renewLinkInput } from "#app/domain/rounds/schema.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { ActionForm, HiddenField, IdempotencyKey } from "#app/ui/form.tsx";
import { ChannelField } from "./mark-sent-form.tsx";
import { Step } from "./round-management.tsx";

/** After a call or a message: one reminder more. */
export function RemindForm({ values }: { values: FormValues }) {
  const { t } = useTranslation("rounds");
  return (
    <section>
      <h2>{t("invitation.remind")}</h2>
      <p className="mb-3 max-w-prose text-neutral">{t("invitation.remindLead")}</p>
      <ActionForm
        schema={logReminderInput}
        values={{ channel: "phone", ...values }}
        intent="remind"
        className="flex flex-wrap items-end gap-3"
      >
        <IdempotencyKey />
        <HiddenField name="roundId" />
        <HiddenField name="invitationId" />
        <ChannelField label={t("channel.remind")} />
        <div className="mb-4">
          <SubmitButton look="secondary">{t("invitation.remindSubmit")}</SubmitButton>
        </div>
      </ActionForm>
    </section>
  );
}

/** A new link for a business whose old one got into other hands. */
export function RenewForm({ values }: { values: FormValues }) {
  const { t } = useTranslation("rounds");
  return (
    <Step title={t("invitation.renew")} lead={t("invitation.renewLead")} intent="renew">
      <ActionForm schema={renewLinkInput} values={values} intent="renew">
        <HiddenField name="roundId" />
        <HiddenField name="invitationId" />
        <HiddenField name="generation" />
        <SubmitButton look="danger">{t("invitation.renew")}</SubmitButton>
      </ActionForm>
    </Step>
  );
}
