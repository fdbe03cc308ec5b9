import { asc, desc, inArray, type SQLWrapper, sql, sum } from "drizzle-orm";
import type { Queryable } from "#app/db/client.server.ts";
import {
  businesses,
  clusters,
  needLines,
  nominations,
  nomineeListRows,
  nomineeLists,
  responses,
  results,
  skills,
} from "#app/db/schema/index.ts";
import type { Language } from "#app/i18n/languages.ts";
import type { OfficeActor } from "../actor.ts";
import { liveStatuses } from "../nominations/rules.ts";
import { dimensionColumns, joins, matchesNeeds } from "./need-rows.server.ts";
import type { NeedCell } from "./rules.ts";
import type { Grouping, NeedFilter } from "./schema.ts";

/** People wanted in a round, by two dimensions and by hire or train: what chart and table are summed from. */
export async function countNeeds(
  db: Queryable,
  actor: OfficeActor,
  roundId: string,
  filter: NeedFilter,
  grouping: Grouping,
  language: Language,
): Promise<NeedCell[]> {
  const row = dimensionColumns(grouping.rows, language);
  const column = dimensionColumns(grouping.columns, language);
  return db
    .select({ row, column, mode: needLines.mode, people: sum(needLines.people).mapWith(Number) })
    .from(needLines)
    .innerJoin(responses, joins.response)
    .innerJoin(businesses, joins.business)
    .leftJoin(clusters, joins.cluster)
    .innerJoin(skills, joins.skill)
    .where(matchesNeeds(actor.wardId, roundId, filter))
    .groupBy(row.key, row.label, row.order, column.key, column.label, column.order, needLines.mode);
}

export const needSorts = ["business", "skill", "quarter", "people"] as const;
const sorts: Record<(typeof needSorts)[number], SQLWrapper> = {
  business: businesses.sortKey,
  skill: skills.position,
  quarter: sql`${needLines.wantedYear} * 4 + ${needLines.wantedQuarter}`,
  people: needLines.people,
};

/** Live nominations that name the line. */
const nominated = sql<number>`(select count(*)::int from ${nominations}
  where ${nominations.wardId} = ${needLines.wardId} and ${nominations.needLineId} = ${needLines.id}
    and ${inArray(nominations.status, liveStatuses)})`;

/** Those of them who stand with a seat in a list that the leader has approved. */
const approved = sql<number>`(select count(*)::int from ${nominations}
  join ${nomineeLists} on ${nomineeLists.wardId} = ${nominations.wardId} and ${nomineeLists.runId} = ${nominations.runId}
    and ${inArray(nomineeLists.status, ["approved", "issued", "received"])}
  join ${nomineeListRows} on ${nomineeListRows.listId} = ${nomineeLists.id}
    and ${nomineeListRows.nominationId} = ${nominations.id} and ${nomineeListRows.seat} = 'primary'
  where ${nominations.wardId} = ${needLines.wardId} and ${nominations.needLineId} = ${needLines.id}
    and ${inArray(nominations.status, liveStatuses)})`;

/** Those of them who have passed, or did not have to be taught. */
const met = sql<number>`(select count(*)::int from ${nominations}
  join ${results} on ${results.wardId} = ${nominations.wardId} and ${results.nominationId} = ${nominations.id}
    and ${results.voidedAt} is null and ${inArray(results.result, ["passed", "exempt"])}
  where ${nominations.wardId} = ${needLines.wardId} and ${nominations.needLineId} = ${needLines.id}
    and ${inArray(nominations.status, liveStatuses)})`;

type Page = { sort: string; descending: boolean; page: number; pageSize: number };

/** One page of need lines with their balance so far, and the sums over all that match. */
export async function listNeeds(
  db: Queryable,
  actor: OfficeActor,
  roundId: string,
  filter: NeedFilter,
  { sort, descending, page, pageSize }: Page,
  language: Language,
) {
  const column = sorts[needSorts.find((name) => name === sort) ?? "business"];
  const rows = await db
    .select({
      id: needLines.id,
      number: needLines.number,
      businessId: businesses.id,
      business: businesses.name,
      cluster: clusters.name,
      responseId: responses.id,
      receiptNumber: responses.receiptNumber,
      position: needLines.position,
      skill: language === "vi" ? skills.nameVi : skills.nameEn,
      level: needLines.level,
      mode: needLines.mode,
      wantedYear: needLines.wantedYear,
      wantedQuarter: needLines.wantedQuarter,
      people: needLines.people,
      nominated,
      approved,
      met,
      total: sql<number>`count(*) over()`.mapWith(Number),
      totalPeople: sql<number>`sum(${needLines.people}) over()`.mapWith(Number),
    })
    .from(needLines)
    .innerJoin(responses, joins.response)
    .innerJoin(businesses, joins.business)
    .leftJoin(clusters, joins.cluster)
    .innerJoin(skills, joins.skill)
    .where(matchesNeeds(actor.wardId, roundId, filter))
    .orderBy(descending ? desc(column) : asc(column), asc(businesses.sortKey), asc(needLines.number))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  return {
    rows: rows.map(({ total: _, totalPeople: __, ...row }) => row),
    total: rows[0]?.total ?? 0,
    totalPeople: rows[0]?.totalPeople ?? 0,
  };
}
