import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ListState } from "#app/components/lists/list-state.tsx";
import { listLists } from "#app/domain/lists/queries.server.ts";
import { listStatuses } from "#app/domain/lists/schema.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { ExportMenu } from "#app/ui/export-menu.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { DataTable, FilterSelect, ListFilter, OneLine, Pagination } from "#app/ui/table.tsx";
import { letterNumber, showDate } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["lists"] };
export const meta: MetaFunction = () => [{ title: "Danh sách cử đi học – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { search, page, pageSize, filter } = listParams(args.request, ["startsOn"]);
  const status = listStatuses.find((known) => known === filter("status"));
  const params = { search, statuses: status ? [status] : null, page, pageSize };
  const { rows, total } = await listLists(args.context.db, actor, params);
  return { rows, total, page, pageSize, isFiltered: Boolean(search || status) };
}

export default function ListsPage() {
  const { rows, total, page, pageSize, isFiltered } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["lists", "app"]);
  const { search } = useLocation();
  const isEmpty = total === 0 && !isFiltered;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <ExportMenu to="/office/lists" search={search} />
            <ButtonLink to="/office/exports">{t("exports.title")}</ButtonLink>
          </>
        }
      />
      {isEmpty ? (
        <EmptyState action={<ButtonLink to="/office/runs">{t("openRuns")}</ButtonLink>}>
          {t("empty")}
        </EmptyState>
      ) : (
        <>
          <ListFilter placeholder={t("searchPlaceholder")}>
            <FilterSelect
              name="status"
              label={t("columns.status")}
              all={t("allStatuses")}
              options={listStatuses.map((value) => ({ value, label: t(`status.${value}`) }))}
            />
          </ListFilter>
          {rows.length === 0 ? <p>{t("app:list.noMatch")}</p> : <ListsTable rows={rows} />}
          <Pagination page={page} pageSize={pageSize} total={total} />
        </>
      )}
    </>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

function ListsTable({ rows }: { rows: Row[] }) {
  const { t } = useTranslation("lists");
  return (
    <DataTable
      oneLine
      caption={t("title")}
      rows={rows}
      rowKey={(list) => list.id}
      columns={[
        {
          header: t("columns.run"),
          cell: (list) => (
            <Link
              to={`/office/lists/${list.id}`}
              title={`${list.courseName} – ${list.label}`}
              className="link block max-w-72 truncate text-secondary"
            >
              {list.courseName} – {list.label}
            </Link>
          ),
        },
        { header: t("columns.status"), cell: ({ status }) => <ListState status={status} /> },
        {
          header: t("columns.seats"),
          align: "right",
          cell: ({ seats, seatsTaken }) => `${seatsTaken}/${seats}`,
        },
        { header: t("columns.deadline"), cell: (list) => showDate(list.nominationDeadline) },
        { header: t("columns.startsOn"), cell: (list) => showDate(list.startsOn) },
        {
          header: t("columns.submitted"),
          cell: (list) => <OneLine text={list.proposedBy} width="max-w-28" />,
        },
        {
          header: t("columns.letter"),
          cell: (list) =>
            list.letterDate &&
            `${letterNumber(list.letterNumber, list.letterSymbol)}, ${showDate(list.letterDate)}`,
        },
      ]}
    />
  );
}
