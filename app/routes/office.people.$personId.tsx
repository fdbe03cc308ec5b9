import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PersonForm } from "#app/components/people/person-form.tsx";
import { PersonHistory } from "#app/components/people/person-history.tsx";
import { RevealForm } from "#app/components/people/reveal-form.tsx";
import { listBusinessChoices } from "#app/domain/businesses/queries.server.ts";
import { revealNationalId, updatePerson } from "#app/domain/people/commands.server.ts";
import { getPerson, listNominationsOfPerson } from "#app/domain/people/queries.server.ts";
import { revealInput, updatePersonInput } from "#app/domain/people/schema.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { PageHeader } from "#app/ui/page.tsx";

export const handle: PageHandle = { i18n: ["people", "nominations"] };
// No name in the title: it stays in the browser's history.
export const meta: MetaFunction = () => [{ title: "Hồ sơ người học – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const person = await getPerson(db, actor, idParam(args.params, "personId"));
  const [history, businesses] = await Promise.all([
    listNominationsOfPerson(db, actor, person.id),
    listBusinessChoices(db, actor),
  ]);
  return { person, history, businesses: businesses.map(({ id, name }) => ({ value: id, label: name })) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const personId = idParam(args.params, "personId");
  const values: FormValues = { ...(await readForm(args.request)), personId };
  if (values.intent === "reveal") {
    return handleValues(values, revealInput, async (input) =>
      Response.json({ revealed: await revealNationalId(db, actor, input) }),
    );
  }
  return handleValues(values, updatePersonInput, async (input) => {
    await updatePerson(db, actor, input);
    return redirect(`/office/people/${personId}`);
  });
}

export default function PersonPage() {
  const { person, history, businesses } = useLoaderData<typeof loader>();
  const { t } = useTranslation("people");
  return (
    <>
      <PageHeader title={person.fullName} lead={person.business ?? t("similar.noBusiness")} />
      <PersonForm person={person} businesses={businesses} />
      {person.nationalIdMasked && <RevealForm personId={person.id} masked={person.nationalIdMasked} />}
      <PersonHistory rows={history} base="/office/runs" />
    </>
  );
}
