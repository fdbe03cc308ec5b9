import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { mayBusiness } from "#app/domain/businesses/rules.ts";
import {
  closeBusinessInput,
  mergeBusinessInput,
  reopenBusinessInput,
} from "#app/domain/businesses/schema.ts";
import type { RegistryStatus } from "#app/domain/clusters/schema.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { SelectField, TextField } from "#app/ui/fields.tsx";
import { ActionForm, HiddenField } from "#app/ui/form.tsx";

type Props = {
  status: RegistryStatus;
  /** `businessId` and `version` of the row as it was read. */
  values: FormValues;
  /** Active businesses, to merge into. */
  choices: { id: string; name: string; taxCodeShown: string | null }[];
};

/** What may be done with a business as it stands: close it, merge it into another, or reopen it. */
export function StatusForms({ status, values, choices }: Props) {
  const { t } = useTranslation("businesses");
  const common = { values, className: "max-w-xl" };
  return (
    <>
      {mayBusiness("reopen", status) && (
        <Section title={t("reopen")} lead={t("reopenLead")}>
          <ActionForm schema={reopenBusinessInput} intent="reopen" {...common}>
            <RowRead />
            <SubmitButton look="secondary">{t("reopen")}</SubmitButton>
          </ActionForm>
        </Section>
      )}
      {mayBusiness("merge", status) && choices.length > 0 && (
        <Section title={t("merge")} lead={t("mergeLead")}>
          <ActionForm schema={mergeBusinessInput} intent="merge" {...common}>
            <RowRead />
            <SelectField
              name="targetId"
              label={t("mergeTarget")}
              options={choices.map(({ id, name, taxCodeShown }) => ({
                value: id,
                label: [name, taxCodeShown].filter(Boolean).join(" – "),
              }))}
              empty={t("choose")}
              required
            />
            <SubmitButton look="secondary">{t("merge")}</SubmitButton>
          </ActionForm>
        </Section>
      )}
      {mayBusiness("close", status) && (
        <Section title={t("close")} lead={t("closeLead")}>
          <ActionForm schema={closeBusinessInput} intent="close" {...common}>
            <RowRead />
            <TextField name="reason" label={t("closeReason")} maxLength={300} required />
            <SubmitButton look="danger">{t("close")}</SubmitButton>
          </ActionForm>
        </Section>
      )}
    </>
  );
}

function Section({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <section className="mt-10">
      <h2>{title}</h2>
      <p className="mb-3 max-w-prose">{lead}</p>
      {children}
    </section>
  );
}

function RowRead() {
  return (
    <>
      <HiddenField name="businessId" />
      <HiddenField name="version" />
    </>
  );
}
