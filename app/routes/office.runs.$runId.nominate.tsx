import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AddedNotice } from "#app/components/nominations/added-notice.tsx";
import { NominateForm } from "#app/components/nominations/nominate-form.tsx";
import { listBusinessChoices } from "#app/domain/businesses/queries.server.ts";
import { getRun } from "#app/domain/courses/queries.server.ts";
import { isPastDeadline } from "#app/domain/courses/rules.ts";
import { listNeedsOfRuns } from "#app/domain/nominations/needs.server.ts";
import { nominate } from "#app/domain/nominations/nominate.server.ts";
import { listNominable } from "#app/domain/nominations/queries.server.ts";
import { nominateInput } from "#app/domain/nominations/schema.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["nominations", "people"] };
export const meta: MetaFunction = () => [{ title: "Thêm người vào danh sách – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db, language } = args.context;
  const run = await getRun(db, actor, idParam(args.params, "runId"));
  const businesses = await listBusinessChoices(db, actor);
  const asked = new URL(args.request.url).searchParams.get("business");
  const business = businesses.find(({ id }) => id === asked);
  if (!business) return { run, businesses, chosen: null };
  const [people, needs] = await Promise.all([
    listNominable(db, actor, { runId: run.id, businessId: business.id }),
    listNeedsOfRuns(db, actor, { runIds: [run.id], businessId: business.id, language }),
  ]);
  const isLate = isPastDeadline(run, todayInVietnam(new Date()));
  const passedDeadline = isLate ? run.nominationDeadline : null;
  const chosen = { business, people, needs, passedDeadline, idempotencyKey: newIdempotencyKey() };
  return { run, businesses, chosen };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const runId = idParam(args.params, "runId");
  const values = { ...(await readForm(args.request)), runId };
  return handleValues(values, nominateInput, async (input) => {
    const { status } = await nominate(args.context.db, actor, input);
    return redirect(`/office/runs/${runId}/nominate?business=${input.businessId}&added=${status}`);
  });
}

export default function NominatePage() {
  const { run, businesses, chosen } = useLoaderData<typeof loader>();
  const { t } = useTranslation("nominations");
  return (
    <>
      <PageHeader
        title={t("form.title")}
        lead={t("form.lead", { run: `${run.course} – ${run.label}` })}
        actions={<ButtonLink to={`/office/runs/${run.id}`}>{t("form.back")}</ButtonLink>}
      />
      {chosen ? (
        <>
          <AddedNotice />
          <p className="mb-4">
            {t("form.chooseBusiness")}: <strong>{chosen.business.name}</strong> ·{" "}
            <Link to={`/office/runs/${run.id}/nominate`}>{t("form.otherBusiness")}</Link>
          </p>
          <NominateForm
            runId={run.id}
            businessId={chosen.business.id}
            idempotencyKey={chosen.idempotencyKey}
            people={chosen.people}
            needs={chosen.needs}
            passedDeadline={chosen.passedDeadline}
            submitLabel={t("form.save")}
          />
        </>
      ) : (
        <ChooseBusiness businesses={businesses} />
      )}
    </>
  );
}

/** First of two steps, a plain GET: whose people and needs the form shows. */
function ChooseBusiness({ businesses }: { businesses: { id: string; name: string }[] }) {
  const { t } = useTranslation("nominations");
  return (
    <Form method="get" className="max-w-2xl">
      <label className="mb-4 block">
        <span className="mb-1 block font-medium">{t("form.chooseBusiness")}</span>
        <span className="mb-1 block text-neutral text-sm">{t("form.chooseBusinessLead")}</span>
        <select name="business" required className="select w-full text-base">
          <option value="" />
          {businesses.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="btn btn-primary h-auto min-h-10 text-base font-medium">
        {t("form.continue")}
      </button>
    </Form>
  );
}
