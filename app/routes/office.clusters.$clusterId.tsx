import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ClusterFields } from "#app/components/clusters/cluster-fields.tsx";
import { closeCluster, updateCluster } from "#app/domain/clusters/commands.server.ts";
import { getCluster } from "#app/domain/clusters/queries.server.ts";
import { closeClusterInput, updateClusterInput } from "#app/domain/clusters/schema.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { ActionForm, HiddenField } from "#app/ui/form.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export const handle: PageHandle = { i18n: ["businesses"] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.cluster.name ?? "Cụm"} – Nhân lực số` },
];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const cluster = await getCluster(args.context.db, actor, idParam(args.params, "clusterId"));
  return { cluster };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const values: FormValues = {
    ...(await readForm(args.request)),
    clusterId: idParam(args.params, "clusterId"),
  };
  if (values.intent === "close") {
    return handleValues(values, closeClusterInput, async (input) => {
      await closeCluster(db, actor, input);
      return redirect("/office/clusters");
    });
  }
  return handleValues(values, updateClusterInput, async (input) => {
    await updateCluster(db, actor, input);
    return redirect("/office/clusters");
  });
}

export default function ClusterPage() {
  const { cluster } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["businesses", "app"]);
  const values = {
    clusterId: cluster.id,
    version: String(cluster.version),
    name: cluster.name,
    decision: cluster.decision ?? "",
    area: cluster.area === null ? "" : String(cluster.area).replace(".", ","),
  };
  return (
    <>
      <PageHeader title={cluster.name} />
      <ActionForm
        key={cluster.version}
        schema={updateClusterInput}
        values={values}
        intent="update"
        className="max-w-xl"
      >
        <HiddenField name="clusterId" />
        <HiddenField name="version" />
        <ClusterFields />
        <SubmitButton>{t("app:actions.save")}</SubmitButton>
      </ActionForm>
      {cluster.status === "active" && (
        <section className="mt-10">
          <h2>{t("clusters.close")}</h2>
          <p className="mb-3 max-w-prose">{t("clusters.closeLead")}</p>
          <ActionForm schema={closeClusterInput} values={values} intent="close">
            <HiddenField name="clusterId" />
            <HiddenField name="version" />
            <SubmitButton look="danger">{t("clusters.close")}</SubmitButton>
          </ActionForm>
        </section>
      )}
    </>
  );
}
