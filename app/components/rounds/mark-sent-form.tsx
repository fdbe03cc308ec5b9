import { useTranslation } from "react-i18next";
import { channels, markSentInput } from "#app/domain/rounds/schema.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { SelectField } from "#app/ui/fields.tsx";
import { ActionForm, HiddenField } from "#app/ui/form.tsx";

/** Notes that links were sent: of one invitation, or of all that the list shows (the filter travels along). */
export function MarkSentForm({ values, submit }: { values: FormValues; submit: string }) {
  const { t } = useTranslation("rounds");
  return (
    <ActionForm
      schema={markSentInput}
      values={{ channel: "zalo", ...values }}
      intent="markSent"
      className="flex flex-wrap items-end gap-3"
    >
      {["roundId", "invitationId", "q", "state", "cluster"].map((name) => (
        <HiddenField key={name} name={name} />
      ))}
      <ChannelField label={t("channel.label")} />
      <div className="mb-4">
        <SubmitButton look="secondary">{submit}</SubmitButton>
      </div>
    </ActionForm>
  );
}

export function ChannelField({ label }: { label: string }) {
  const { t } = useTranslation("rounds");
  return (
    <SelectField
      name="channel"
      label={label}
      className="w-48"
      options={channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
    />
  );
}
