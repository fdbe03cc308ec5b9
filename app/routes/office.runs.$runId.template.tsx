import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DocumentTable } from "#app/components/lists/list-document.tsx";
import { TemplateChoices } from "#app/components/rosters/template-choices.tsx";
import { TemplateColumns } from "#app/components/rosters/template-columns.tsx";
import { getTemplate, saveTemplate } from "#app/domain/rosters/save-template.server.ts";
import { saveTemplateInput } from "#app/domain/rosters/schema.ts";
import { mostColumns, presetNames, rosterSorts } from "#app/domain/rosters/template.ts";
import {
  formOf,
  mayBeRequired,
  missingFields,
  pressButton,
  readForm as readTemplateForm,
  type TemplateValues,
  templateOf,
} from "#app/domain/rosters/template-form.ts";
import { sampleOf } from "#app/domain/rosters/template-sample.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { FormProblem, type Refused } from "#app/ui/post-form.tsx";

export const handle: PageHandle = { i18n: ["rosters", "lists"] };
export const meta: MetaFunction = () => [{ title: "Mẫu danh sách – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { run, template } = await getTemplate(args.context.db, actor, idParam(args.params, "runId"));
  return { run, ...shown(formOf(template), run), presetNames, rosterSorts, mostColumns };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const runId = idParam(args.params, "runId");
  const posted = await readForm(args.request);
  const typed = readTemplateForm(posted);
  if (posted.intent === "save")
    return handleValues({ ...posted, ...typed, runId }, saveTemplateInput, async (input) => {
      await saveTemplate(db, actor, input);
      return redirect(`/office/runs/${runId}`);
    });
  // Every other button changes what is shown, and nothing else.
  const { run } = await getTemplate(db, actor, runId);
  const button = posted.intent === "add" ? `add:${posted.field}` : String(posted.intent ?? "");
  return data(shown(pressButton(typed, button), run));
}

function shown(values: TemplateValues, run: Parameters<typeof sampleOf>[1]) {
  const template = templateOf(values);
  const columns = values.columns.map((column) => ({ ...column, mayBeRequired: mayBeRequired(column.field) }));
  return { values: { ...values, columns }, sample: template && sampleOf(template, run) };
}

export default function TemplatePage() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("rosters");
  const refused = answer && "errors" in answer ? (answer as Refused) : undefined;
  const pressed = answer && "sample" in answer ? answer : loaded;
  const values = refused
    ? { ...loaded.values, ...(refused.values as unknown as typeof loaded.values) }
    : pressed.values;
  const sample = refused ? null : pressed.sample;
  return (
    <>
      <PageHeader title={`${t("title")}: ${loaded.run.courseName} – ${loaded.run.label}`} lead={t("lead")} />
      <Form key={JSON.stringify(values)} method="post">
        {/* The Enter key presses the first button of a form. */}
        <button
          type="submit"
          name="intent"
          value="try"
          tabIndex={-1}
          aria-hidden="true"
          className="sr-only"
        />
        <FormProblem refused={refused} />
        <input type="hidden" name="version" value={loaded.run.version} />
        <TemplateChoices
          presets={loaded.presetNames}
          sorts={loaded.rosterSorts}
          sort={values.sort}
          error={refused?.errors.columns}
        />
        <TemplateColumns columns={values.columns} errors={refused?.errors ?? {}} />
        {values.columns.length < loaded.mostColumns && (
          <div className="mb-6 flex flex-wrap items-end gap-3">
            <label>
              <span className="mb-1 block font-medium">{t("form.add")}</span>
              <select name="field" className="select text-base">
                {missingFields(values).map((field) => (
                  <option key={field} value={field}>
                    {t(`fields.${field}`)}
                  </option>
                ))}
              </select>
            </label>
            <SubmitButton look="secondary" name="intent" value="add" formNoValidate>
              {t("form.addAction")}
            </SubmitButton>
          </div>
        )}
        <h2>{t("sample.title")}</h2>
        {sample ? (
          <section className="list-document mb-4 overflow-x-auto" aria-label={t("sample.title")}>
            <DocumentTable document={sample} />
          </section>
        ) : (
          <p className="mb-4">{t("sample.none")}</p>
        )}
        <div className="flex flex-wrap gap-3">
          <SubmitButton name="intent" value="save">
            {t("form.save")}
          </SubmitButton>
          <SubmitButton look="secondary" name="intent" value="try" formNoValidate>
            {t("form.try")}
          </SubmitButton>
        </div>
      </Form>
    </>
  );
}
