import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ListCard } from "#app/components/lists/list-card.tsx";
import { listLists } from "#app/domain/lists/queries.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";
import { Pagination } from "#app/ui/table.tsx";

export const handle: PageHandle = { i18n: ["lists"] };
export const meta: MetaFunction = () => [{ title: "Chờ ký duyệt – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "leader");
  const { db } = args.context;
  const { page, pageSize } = listParams(args.request, ["startsOn"], 20);
  const all = { search: "", page: 1, pageSize: 200 };
  const waiting = await listLists(db, actor, { ...all, statuses: ["submitted"] });
  const decidedStatuses = ["approved", "returned", "issued", "received"] as const;
  const decided = await listLists(db, actor, { ...all, statuses: decidedStatuses, page, pageSize });
  return { waiting: waiting.rows, decided: decided.rows, paging: { page, pageSize, total: decided.total } };
}

export default function LeaderPage() {
  const { waiting, decided, paging } = useLoaderData<typeof loader>();
  const { t } = useTranslation("lists");
  return (
    <div className="max-w-3xl">
      <PageHeader
        title={t("leader.title")}
        lead={waiting.length > 0 ? t("leader.lead", { count: waiting.length }) : t("leader.leadNone")}
      />
      <ul className="space-y-3">
        {waiting.map((list) => (
          <ListCard key={list.id} list={list} />
        ))}
      </ul>
      {decided.length > 0 && (
        <section>
          <h2>{t("leader.decided")}</h2>
          <ul className="space-y-3">
            {decided.map((list) => (
              <ListCard key={list.id} list={list} />
            ))}
          </ul>
          {paging.total > paging.pageSize && <Pagination {...paging} />}
        </section>
      )}
    </div>
  );
}
