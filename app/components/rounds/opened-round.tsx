import { useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { listClusters } from "#app/domain/clusters/queries.server.ts";
import type { listInvitations, RoundProgress } from "#app/domain/rounds/invitations.server.ts";
import type { getRound } from "#app/domain/rounds/queries.server.ts";
import type { InvitationFilter } from "#app/domain/rounds/schema.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { ExportMenu } from "#app/ui/export-menu.tsx";
import { EmptyState } from "#app/ui/page.tsx";
import { FilterSelect, ListFilter, Pagination } from "#app/ui/table.tsx";
import { InvitationTable } from "./invitation-table.tsx";
import { MarkSentForm } from "./mark-sent-form.tsx";
import { RoundManagement } from "./round-management.tsx";
import { ResponseRate, StateFilter } from "./round-progress.tsx";

type Props = {
  round: Awaited<ReturnType<typeof getRound>>;
  filter: InvitationFilter;
  counts: RoundProgress;
  uninvited: number;
  clusters: Awaited<ReturnType<typeof listClusters>>;
  page: number;
  pageSize: number;
} & Awaited<ReturnType<typeof listInvitations>>;

/** A round at work: who has answered, who has not, and what is done about it. */
export function OpenedRound({
  round,
  filter,
  counts,
  uninvited,
  clusters,
  rows,
  total,
  unsent,
  ...paging
}: Props) {
  const { t } = useTranslation(["rounds", "app"]);
  const here = `/office/rounds/${round.id}`;
  const isOpen = round.status === "open";
  const values = { roundId: round.id, version: String(round.version), lateUntil: "" };
  return (
    <>
      <ResponseRate answered={counts.answered} expected={counts.expected} />
      <StateFilter counts={counts} current={filter.state} to={here} />
      <ListFilter placeholder={t("list.search")}>
        <FilterSelect
          name="cluster"
          label={t("columns.cluster")}
          all={t("list.allClusters")}
          options={clusters.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {filter.state && <input type="hidden" name="state" value={filter.state} />}
      </ListFilter>
      {rows.length === 0 ? (
        <EmptyState>{t("app:list.noMatch")}</EmptyState>
      ) : (
        <InvitationTable roundId={round.id} rows={rows} />
      )}
      <Pagination total={total} {...paging} />
      {isOpen && unsent > 0 && (
        <section className="no-print">
          <h2>{t("markSent.title")}</h2>
          <p className="mb-2 max-w-prose text-neutral">{t("markSent.lead")}</p>
          <MarkSentForm
            key={JSON.stringify(filter)}
            values={{
              roundId: round.id,
              invitationId: "",
              q: filter.q ?? "",
              state: filter.state ?? "",
              cluster: filter.cluster ?? "",
            }}
            submit={t("markSent.all", { count: unsent })}
          />
        </section>
      )}
      {isOpen && <RoundManagement values={values} closesOn={round.closesOn} uninvited={uninvited} />}
    </>
  );
}

/** What the page of a round offers at its head. */
export function RoundActions({ roundId }: { roundId: string }) {
  const [params] = useSearchParams();
  const { t } = useTranslation(["rounds", "app"]);
  return (
    <>
      <ButtonLink to={`/office/rounds/${roundId}/print`}>{t("list.print")}</ButtonLink>
      <ExportMenu to={`/office/rounds/${roundId}/invitations`} search={`?${params}`} />
    </>
  );
}
