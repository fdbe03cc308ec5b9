import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PersonForm } from "#app/components/people/person-form.tsx";
import { PersonHistory } from "#app/components/people/person-history.tsx";
import { updatePerson } from "#app/domain/people/commands.server.ts";
import { getPerson, listNominationsOfPerson } from "#app/domain/people/queries.server.ts";
import { updatePersonInput } from "#app/domain/people/schema.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";

export const handle: PageHandle = { i18n: ["people", "nominations"] };
export const meta: MetaFunction = () => [{ title: "Hồ sơ người của cơ sở – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "business");
  const { db } = args.context;
  const person = await getPerson(db, actor, idParam(args.params, "personId"));
  return { person, history: await listNominationsOfPerson(db, actor, person.id) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "business");
  const personId = idParam(args.params, "personId");
  const values = { ...(await readForm(args.request)), personId };
  return handleValues(values, updatePersonInput, async (input) => {
    await updatePerson(args.context.db, actor, input);
    return redirect("/business/people");
  });
}

export default function OwnPersonPage() {
  const { person, history } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={person.fullName} />
      <PersonForm person={person} />
      <PersonHistory rows={history} base="/business/runs" />
    </>
  );
}
