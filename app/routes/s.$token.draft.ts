import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { missingFields } from "#app/domain/survey/missing-fields.ts";
import { saveDraft } from "#app/domain/survey/save-draft.server.ts";
import { type Saved, saveDraftInput } from "#app/domain/survey/schema.ts";
import { handleForm } from "#app/http/forms.server.ts";
import { requireAnswering } from "#app/http/survey-link.server.ts";

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/s/${params.token}`);
}

/** The form saving itself while somebody types (components/survey/autosave.ts). */
export async function action(args: ActionFunctionArgs) {
  const { actor } = await requireAnswering(args);
  const answer = await handleForm(args.request, saveDraftInput, async (input) => {
    const saved = await saveDraft(args.context.db, actor, input);
    return Response.json({ ...saved, missing: missingFields(input) } satisfies Saved);
  });
  // No page belongs to this route, so nothing but a Response keeps its status.
  return answer instanceof Response ? answer : Response.json(answer.data, answer.init ?? undefined);
}
