import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { NeedChart } from "#app/components/needs/need-chart.tsx";
import { GroupingSelects, NeedFilters } from "#app/components/needs/need-filters.tsx";
import { NeedTable } from "#app/components/needs/need-table.tsx";
import { listClusters } from "#app/domain/clusters/queries.server.ts";
import { countNeeds } from "#app/domain/needs/queries.server.ts";
import { pivotOf } from "#app/domain/needs/rules.ts";
import { readGrouping, readNeedFilter } from "#app/domain/needs/schema.ts";
import { listOpenedRounds } from "#app/domain/rounds/queries.server.ts";
import { chosenRound } from "#app/domain/rounds/rules.ts";
import { skillGroups } from "#app/domain/skills/schema.ts";
import { requireRole } from "#app/http/guards.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { ExportMenu } from "#app/ui/export-menu.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { FilterSelect } from "#app/ui/table.tsx";
import { todayInVietnam } from "#app/vietnamese/dates.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";

export const handle: PageHandle = { i18n: ["rounds", "skills"] };
export const meta: MetaFunction = () => [{ title: "Nhu cầu nhân lực – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db, language } = args.context;
  const params = Object.fromEntries(new URL(args.request.url).searchParams);
  const filter = readNeedFilter(params);
  const grouping = readGrouping(params);
  const rounds = await listOpenedRounds(db, actor);
  const clusters = await listClusters(db, actor);
  const round = chosenRound(rounds, filter.round, todayInVietnam(new Date()));
  const cells = round ? await countNeeds(db, actor, round.id, filter, grouping, language) : [];
  // Links name the round that was shown, so that they still open the same rows when a newer one is opened.
  const shown = { ...filter, round: round?.id ?? null };
  return { rounds, clusters, round, filter: shown, grouping, pivot: pivotOf(cells) };
}

export default function NeedsPage() {
  const { rounds, clusters, round, filter, grouping, pivot } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["rounds", "app", "skills"]);
  const [params] = useSearchParams();
  if (!round) {
    return (
      <>
        <PageHeader title={t("needs.title")} />
        <EmptyState action={<ButtonLink to="/office/rounds">{t("needs.toRounds")}</ButtonLink>}>
          {t("needs.noRound")}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={t("needs.title")}
        lead={t("needs.lead", { round: t("name", round), people: showNumber(pivot.total.people) })}
        actions={<ExportMenu to="/office/needs" search={`?${params}`} />}
      />
      <NeedFilters rounds={rounds} clusters={clusters}>
        <FilterSelect
          name="group"
          label={t("needs.filter.group")}
          all={t("needs.filter.allGroups")}
          options={skillGroups.map((group) => ({ value: group, label: t(`skills:groups.${group}`) }))}
        />
        <GroupingSelects />
      </NeedFilters>
      {pivot.rows.length === 0 ? (
        <EmptyState>{t("needs.empty")}</EmptyState>
      ) : (
        <>
          <NeedChart pivot={pivot} filter={filter} grouping={grouping} />
          <h2>{t("needs.table")}</h2>
          <NeedTable pivot={pivot} filter={filter} grouping={grouping} />
        </>
      )}
    </>
  );
}
