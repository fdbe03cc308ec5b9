import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ClusterFields } from "#app/components/clusters/cluster-fields.tsx";
import { createCluster } from "#app/domain/clusters/commands.server.ts";
import { listClusters } from "#app/domain/clusters/queries.server.ts";
import { createClusterInput } from "#app/domain/clusters/schema.ts";
import { handleForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { ActionForm, IdempotencyKey } from "#app/ui/form.tsx";
import { EmptyState, PageHeader, StateBadge } from "#app/ui/page.tsx";
import { DataTable } from "#app/ui/table.tsx";
import { showNumber } from "#app/vietnamese/numbers.ts";

export const handle: PageHandle = { i18n: ["businesses"] };
export const meta: MetaFunction = () => [{ title: "Cụm công nghiệp – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const clusters = await listClusters(args.context.db, actor);
  return { clusters, values: { idempotencyKey: newIdempotencyKey() } };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  return handleForm(args.request, createClusterInput, async (input) => {
    await createCluster(args.context.db, actor, input);
    return redirect("/office/clusters");
  });
}

export default function ClustersPage() {
  const { clusters, values } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["businesses", "app"]);
  return (
    <>
      <PageHeader title={t("clusters.title")} lead={t("clusters.lead")} />
      {clusters.length === 0 ? (
        <EmptyState>{t("clusters.empty")}</EmptyState>
      ) : (
        <DataTable
          caption={t("clusters.title")}
          rows={clusters}
          rowKey={(cluster) => cluster.id}
          columns={[
            {
              header: t("clusters.name"),
              cell: (cluster) => <Link to={`/office/clusters/${cluster.id}`}>{cluster.name}</Link>,
            },
            { header: t("clusters.decision"), cell: (cluster) => cluster.decision },
            {
              header: t("clusters.area"),
              align: "right",
              cell: (cluster) => cluster.area && showNumber(cluster.area),
            },
            {
              header: t("clusters.businessCount"),
              align: "right",
              cell: (cluster) => (
                <Link to={`/office/businesses?cluster=${cluster.id}`}>
                  {showNumber(cluster.businessCount)}
                </Link>
              ),
            },
            {
              header: t("status.label"),
              cell: ({ status }) => (
                <StateBadge tone={status === "active" ? "good" : "plain"}>{t(`status.${status}`)}</StateBadge>
              ),
            },
          ]}
        />
      )}
      <h2>{t("clusters.add")}</h2>
      <ActionForm schema={createClusterInput} values={values} className="max-w-xl">
        <IdempotencyKey />
        <ClusterFields />
        <SubmitButton>{t("clusters.add")}</SubmitButton>
      </ActionForm>
    </>
  );
}
