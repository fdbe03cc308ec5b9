import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { changeForm, retireForm, uploadForm } from "#app/domain/provider-forms/commands.server.ts";
import type { FormHolder } from "#app/domain/provider-forms/queries.server.ts";
import { changeFormInput, retireFormInput, uploadFormInput } from "#app/domain/provider-forms/schema.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { handleValues, readForm } from "./forms.server.ts";
import { idParam } from "./params.server.ts";
import { showProgress } from "./progress.server.ts";
import { readUpload, requireFile } from "./uploads.server.ts";

/** The actions of the pages of providers' forms, after their guard: offices and providers have them at a path of their own. */

/** @param area path of the page with the forms */
export async function handleFormUpload(
  { request, context: { db } }: ActionFunctionArgs,
  actor: FormHolder,
  area: string,
) {
  const upload = await readUpload(request);
  return handleValues(upload.values, uploadFormInput, async (input) => {
    const file = await requireFile(db, actor, upload);
    const { formId } = await showProgress(actor, input.idempotencyKey, (onProgress) =>
      uploadForm(db, actor, { ...input, ...file, onProgress }),
    );
    return redirect(`${area}/${formId}`);
  });
}

/** @param area path of the page with the forms */
export async function handleFormStep(
  { request, params, context: { db } }: ActionFunctionArgs,
  actor: FormHolder,
  area: string,
) {
  const formId = idParam(params, "formId");
  const values: FormValues = { ...(await readForm(request)), formId };
  if (values.step === "retire")
    return handleValues(values, retireFormInput, async (input) => {
      await retireForm(db, actor, input);
      return redirect(area);
    });
  return handleValues(values, changeFormInput, async (input) => {
    await changeForm(db, actor, input);
    return redirect(`${area}/${formId}?done=${input.step === "save" ? "saved" : "checked"}`);
  });
}
