import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { listExports } from "#app/domain/exports/queries.server.ts";
import { exportKinds } from "#app/domain/exports/schema.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { DataTable, FilterSelect, OneLine, Pagination } from "#app/ui/table.tsx";
import { showDateTime } from "#app/vietnamese/dates.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";

export const handle: PageHandle = { i18n: ["lists"] };
export const meta: MetaFunction = () => [{ title: "Nhật ký tải tệp – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { page, pageSize, filter } = listParams(args.request, ["at"]);
  const kind = exportKinds.find((known) => known === filter("kind")) ?? null;
  const { rows, total } = await listExports(args.context.db, actor, { kind, page, pageSize });
  return { rows, total, page, pageSize, isFiltered: kind !== null };
}

export default function ExportsPage() {
  const { rows, total, page, pageSize, isFiltered } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["lists", "app"]);
  return (
    <>
      <PageHeader title={t("exports.title")} lead={t("exports.lead")} />
      {total === 0 && !isFiltered ? (
        <EmptyState>{t("exports.empty")}</EmptyState>
      ) : (
        <>
          <Form method="get" className="no-print mb-4 flex flex-wrap items-end gap-3">
            <FilterSelect
              name="kind"
              label={t("exports.kind")}
              all={t("exports.allKinds")}
              options={exportKinds.map((value) => ({ value, label: t(`exports.kinds.${value}`) }))}
            />
            <SubmitButton look="secondary">{t("app:list.apply")}</SubmitButton>
          </Form>
          {rows.length === 0 ? <p>{t("app:list.noMatch")}</p> : <ExportsTable rows={rows} />}
          <Pagination page={page} pageSize={pageSize} total={total} />
        </>
      )}
    </>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

function ExportsTable({ rows }: { rows: Row[] }) {
  const { t } = useTranslation("lists");
  return (
    <DataTable
      oneLine
      caption={t("exports.title")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { header: t("exports.at"), cell: (row) => showDateTime(row.at) },
        { header: t("exports.who"), cell: (row) => row.accountName },
        { header: t("exports.kind"), cell: (row) => t(`exports.kinds.${row.kind}`) },
        { header: t("exports.rows"), align: "right", cell: (row) => showNumber(row.rowCount) },
        { header: t("exports.recipient"), cell: (row) => <OneLine text={row.recipient} width="max-w-44" /> },
        { header: t("exports.purpose"), cell: (row) => <OneLine text={row.purpose} width="max-w-52" /> },
        {
          header: t("exports.columns"),
          cell: (row) => <OneLine text={row.columns.join(", ")} width="max-w-52" />,
        },
      ]}
    />
  );
}
