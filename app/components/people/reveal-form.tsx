import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { revealInput, revealPurposes } from "#app/domain/people/schema.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { SelectField } from "#app/ui/fields.tsx";
import { ActionForm, HiddenField } from "#app/ui/form.tsx";

/** Shows the whole number after the officer has said why; it stands in this one answer and nowhere else. */
export function RevealForm({ personId, masked }: { personId: string; masked: string }) {
  const { t } = useTranslation("people");
  const answer = useActionData() as { revealed?: string } | undefined;
  return (
    <section className="no-print max-w-2xl">
      <h2>{t("reveal.title")}</h2>
      {answer?.revealed && <Alert tone="info">{t("reveal.shown", { nationalId: answer.revealed })}</Alert>}
      <p className="mb-3 text-neutral">
        {masked}. {t("reveal.lead")}
      </p>
      <ActionForm schema={revealInput} values={{ personId }} intent="reveal" className="max-w-md">
        <HiddenField name="personId" />
        <SelectField
          name="purpose"
          label={t("reveal.why")}
          empty=""
          options={revealPurposes.map((purpose) => ({
            value: purpose,
            label: t(`reveal.purposes.${purpose}`),
          }))}
          required
        />
        <SubmitButton look="secondary">{t("reveal.show")}</SubmitButton>
      </ActionForm>
    </section>
  );
}
