import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { BusinessFacts } from "#app/components/businesses/business-facts.tsx";
import { BusinessFields } from "#app/components/businesses/business-fields.tsx";
import { StatusForms } from "#app/components/businesses/status-forms.tsx";
import { closeBusiness, mergeBusiness, reopenBusiness } from "#app/domain/businesses/change-status.server.ts";
import { updateBusiness } from "#app/domain/businesses/commands.server.ts";
import { getBusiness, listBusinessChoices } from "#app/domain/businesses/queries.server.ts";
import { mayBusiness } from "#app/domain/businesses/rules.ts";
import {
  closeBusinessInput,
  mergeBusinessInput,
  reopenBusinessInput,
  updateBusinessInput,
} from "#app/domain/businesses/schema.ts";
import { listActiveClusters } from "#app/domain/clusters/queries.server.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { ActionForm, HiddenField } from "#app/ui/form.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { showPhone } from "#app/vietnamese/phone.ts";

export const handle: PageHandle = { i18n: ["businesses"] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.business.name ?? "Cơ sở"} – Nhân lực số` },
];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const business = await getBusiness(db, actor, idParam(args.params, "businessId"));
  const clusters = await listActiveClusters(db, actor);
  const choices = mayBusiness("merge", business.status) ? await listBusinessChoices(db, actor) : [];
  return { business, clusters, choices: choices.filter(({ id }) => id !== business.id) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const businessId = idParam(args.params, "businessId");
  const values: FormValues = { ...(await readForm(args.request)), businessId };
  const done = () => redirect(`/office/businesses/${businessId}`);
  switch (values.intent) {
    case "close":
      return handleValues(values, closeBusinessInput, (input) => closeBusiness(db, actor, input).then(done));
    case "reopen":
      return handleValues(values, reopenBusinessInput, (input) =>
        reopenBusiness(db, actor, input).then(done),
      );
    case "merge":
      return handleValues(values, mergeBusinessInput, (input) => mergeBusiness(db, actor, input).then(done));
    default:
      return handleValues(values, updateBusinessInput, (input) =>
        updateBusiness(db, actor, input).then(done),
      );
  }
}

export default function BusinessPage() {
  const { business, clusters, choices } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["businesses", "app"]);
  const read = { businessId: business.id, version: String(business.version) };
  return (
    <>
      <PageHeader title={business.name} />
      <BusinessFacts business={business} />
      {mayBusiness("update", business.status) && (
        <>
          <h2 className="mt-10">{t("edit")}</h2>
          <ActionForm
            key={business.version}
            schema={updateBusinessInput}
            values={{ ...read, ...editedFields(business) }}
            intent="update"
            className="max-w-3xl"
          >
            <HiddenField name="businessId" />
            <HiddenField name="version" />
            <BusinessFields
              clusters={withPresentCluster(clusters, business)}
              taxCodeIsMasked={business.taxCodeShown?.includes("*")}
            />
            <SubmitButton>{t("app:actions.save")}</SubmitButton>
          </ActionForm>
        </>
      )}
      <StatusForms
        key={`status-${business.version}`}
        status={business.status}
        values={read}
        choices={choices}
      />
    </>
  );
}

type Business = ReturnType<typeof useLoaderData<typeof loader>>["business"];

function editedFields(business: Business): FormValues {
  return {
    name: business.name,
    kind: business.kind,
    taxCode: business.taxCodeShown ?? "",
    clusterId: business.clusterId ?? "",
    address: business.address ?? "",
    contactName: business.contactName ?? "",
    contactTitle: business.contactTitle ?? "",
    phone: business.phone ? showPhone(business.phone) : "",
    email: business.email ?? "",
    workerCount: business.workerCount?.toString() ?? "",
    femaleCount: business.femaleCount?.toString() ?? "",
  };
}

/** A closed cluster is no choice any more, but a business that stands in it stays there until it is moved. */
function withPresentCluster(clusters: { id: string; name: string }[], { clusterId, clusterName }: Business) {
  const isListed = clusterId === null || clusters.some(({ id }) => id === clusterId);
  return isListed ? clusters : [{ id: clusterId, name: clusterName ?? "" }, ...clusters];
}
