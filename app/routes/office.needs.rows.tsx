import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { NeedFilters } from "#app/components/needs/need-filters.tsx";
import { NeedRows } from "#app/components/needs/need-rows.tsx";
import { listClusters } from "#app/domain/clusters/queries.server.ts";
import { listNeeds, needSorts } from "#app/domain/needs/queries.server.ts";
import { readNeedFilter } from "#app/domain/needs/schema.ts";
import { listOpenedRounds } from "#app/domain/rounds/queries.server.ts";
import { chosenRound } from "#app/domain/rounds/rules.ts";
import { listSkills } from "#app/domain/skills/queries.server.ts";
import { wantedQuarters } from "#app/domain/survey/rules.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { ExportMenu } from "#app/ui/export-menu.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { FilterSelect, Pagination } from "#app/ui/table.tsx";
import { showQuarter, todayInVietnam } from "#app/vietnamese/dates.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";

export const handle: PageHandle = { i18n: ["rounds", "skills"] };
export const meta: MetaFunction = () => [{ title: "Từng nhu cầu – Nhân lực số" }];

const none = { rows: [], total: 0, totalPeople: 0 };

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db, language } = args.context;
  const filter = readNeedFilter(Object.fromEntries(new URL(args.request.url).searchParams));
  const params = listParams(args.request, needSorts);
  const rounds = await listOpenedRounds(db, actor);
  const clusters = await listClusters(db, actor);
  const skills = await listSkills(db, language);
  const round = chosenRound(rounds, filter.round, todayInVietnam(new Date()));
  const list = round ? await listNeeds(db, actor, round.id, filter, params, language) : none;
  const { page, pageSize } = params;
  return { rounds, clusters, skills, round, filter, page, pageSize, ...list };
}

export default function NeedRowsPage() {
  const { rounds, clusters, skills, round, filter, rows, total, totalPeople, ...paging } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation(["rounds", "app", "skills"]);
  const [params] = useSearchParams();
  return (
    <>
      <PageHeader
        title={t("needs.rows.title")}
        lead={
          round
            ? t("needs.rows.lead", {
                round: t("name", round),
                lines: showNumber(total),
                people: showNumber(totalPeople),
              })
            : t("needs.noRound")
        }
        actions={
          <>
            <ButtonLink to="/office/needs">{t("needs.rows.back")}</ButtonLink>
            <ExportMenu to="/office/needs/rows" search={`?${params}`} />
          </>
        }
      />
      <NeedFilters key={params.toString()} rounds={rounds} clusters={clusters}>
        <FilterSelect
          name="skill"
          label={t("needs.filter.skill")}
          all={t("needs.filter.allSkills")}
          options={skills.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <FilterSelect
          name="quarter"
          label={t("needs.filter.quarter")}
          all={t("needs.filter.allQuarters")}
          options={quartersFrom(round?.opensOn, filter.quarter)}
        />
        {filter.group && <input type="hidden" name="group" value={filter.group} />}
      </NeedFilters>
      {rows.length === 0 ? (
        <EmptyState action={<Link to="/office/needs/rows">{t("needs.rows.clear")}</Link>}>
          {t("needs.empty")}
        </EmptyState>
      ) : (
        <NeedRows rows={rows} />
      )}
      <Pagination total={total} {...paging} />
    </>
  );
}

/** The quarters that a round could ask for, and the one that is chosen. */
function quartersFrom(opensOn: string | undefined, chosen: string | null) {
  const asked = opensOn ? wantedQuarters(opensOn) : [];
  const [year = 0, quarter = 0] = (chosen ?? "").split("-").map(Number);
  const isAsked = chosen === null || asked.some(({ value }) => value === chosen);
  return [...asked, ...(isAsked ? [] : [{ year, quarter, value: chosen }])].map((option) => ({
    value: option.value,
    label: showQuarter(option.year, option.quarter),
  }));
}
