import { Form, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { OpenedForm } from "#app/domain/provider-forms/open-form.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { HiddenField } from "#app/ui/field.tsx";
import { NumberField, SelectField, TextField } from "#app/ui/fields.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { PostForm, StaleProblem } from "#app/ui/post-form.tsx";
import { SheetPreview } from "#app/ui/sheet-preview.tsx";
import { FormColumns, FormFacts } from "./form-meanings.tsx";

/** What was recognised in a form, to be changed and saved. */
export function FormCheck({ form }: { form: OpenedForm }) {
  const { t } = useTranslation(["forms", "files"]);
  const [params] = useSearchParams();
  const done = params.get("done");
  const canRetire = form.isOwn && form.status !== "retired";
  const canChange = canRetire && !form.refusal;
  return (
    <>
      <PageHeader title={form.name} lead={canChange ? t("check.lead") : undefined} />
      <StaleProblem />
      {done === "saved" && <Alert tone="success">{t("check.saved")}</Alert>}
      {done === "checked" && <Alert tone="info">{t("check.checked")}</Alert>}
      {form.status === "retired" && <Alert tone="info">{t("check.retired")}</Alert>}
      {!form.isOwn && <Alert tone="info">{t("check.readOnly")}</Alert>}
      {form.refusal && <Alert tone="error">{t(form.refusal)}</Alert>}
      {!form.isRecognised && !form.refusal && <Alert tone="warning">{t("check.notFound")}</Alert>}
      {form.exampleRows > 0 && <Alert tone="info">{t("check.examples", { count: form.exampleRows })}</Alert>}
      {canChange && <ChangeForm key={form.version} form={form} />}
      <SheetPreview caption={t("check.preview")} rows={form.preview} highlighted={form.headerRow} />
      {canRetire && (
        <Form method="post" className="mt-6">
          <input type="hidden" name="version" value={form.version} />
          <SubmitButton look="danger" name="step" value="retire">
            {t("check.retire")}
          </SubmitButton>
        </Form>
      )}
    </>
  );
}

function ChangeForm({ form }: { form: OpenedForm }) {
  const { t } = useTranslation("forms");
  const values = {
    version: String(form.version),
    name: form.name,
    sheet: form.sheet,
    headerRow: String(form.headerRow),
    firstRow: String(form.firstRow),
    columns: Object.fromEntries(form.columns.map(({ column, field }) => [`c${column}`, field ?? ""])),
    facts: Object.fromEntries(form.facts.map(({ name, fact, place }) => [name, { fact: fact ?? "", place }])),
  };
  return (
    <PostForm values={values}>
      <HiddenField name="version" />
      <div className="grid gap-x-6 sm:grid-cols-2">
        <TextField name="name" label={t("check.name")} required maxLength={100} />
        <SelectField
          name="sheet"
          label={t("check.sheet")}
          required
          options={form.sheets.map((name) => ({ value: name, label: name }))}
        />
        <NumberField name="headerRow" label={t("check.headerRow")} required />
        <NumberField name="firstRow" label={t("check.firstRow")} required />
      </div>
      <FormColumns columns={form.columns} />
      {form.facts.length > 0 && <FormFacts facts={form.facts} />}
      <div className="flex flex-wrap gap-3">
        <SubmitButton name="step" value="save">
          {t("check.save")}
        </SubmitButton>
        <SubmitButton look="secondary" name="step" value="check">
          {t("check.again")}
        </SubmitButton>
      </div>
    </PostForm>
  );
}
