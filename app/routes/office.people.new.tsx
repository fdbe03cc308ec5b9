import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PersonFields } from "#app/components/people/person-fields.tsx";
import { SimilarChoice } from "#app/components/people/similar-choice.tsx";
import { listBusinessChoices } from "#app/domain/businesses/queries.server.ts";
import { createPerson } from "#app/domain/people/commands.server.ts";
import { createPersonInput } from "#app/domain/people/schema.ts";
import { handleForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { SelectField } from "#app/ui/fields.tsx";
import { ActionForm, IdempotencyKey } from "#app/ui/form.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const handle: PageHandle = { i18n: ["people"] };
export const meta: MetaFunction = () => [{ title: "Thêm người – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const businesses = await listBusinessChoices(args.context.db, actor);
  return {
    businesses: businesses.map(({ id, name }) => ({ value: id, label: name })),
    values: { idempotencyKey: newIdempotencyKey() },
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  return handleForm(args.request, createPersonInput, async (input) => {
    const { personId } = await createPerson(args.context.db, actor, input);
    return redirect(`/office/people/${personId}`);
  });
}

export default function NewPersonPage() {
  const { businesses, values } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["people", "app"]);
  return (
    <>
      <PageHeader title={t("add")} lead={t("addLead")} />
      <ActionForm schema={createPersonInput} values={values} className="max-w-2xl">
        <IdempotencyKey />
        <SimilarChoice />
        <PersonFields nameRequired />
        <SelectField name="businessId" label={t("business")} empty={t("noBusiness")} options={businesses} />
        <SubmitButton>{t("app:actions.save")}</SubmitButton>
      </ActionForm>
    </>
  );
}
