import { and, eq, inArray, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { businesses, clusters, needLines, responses, skills } from "#app/db/schema/index.ts";
import { matchesSearch } from "#app/db/search.server.ts";
import type { Language } from "#app/i18n/languages.ts";
import { answeredStatuses } from "../rounds/invitation-state.server.ts";
import { type NeedDimension, type NeedFilter, outsideClusters } from "./schema.ts";

/** The joins that every figure of needs is taken over: `from(needLines)` with these. */
export const joins = {
  response: and(eq(responses.wardId, needLines.wardId), eq(responses.id, needLines.responseId)),
  business: and(eq(businesses.wardId, needLines.wardId), eq(businesses.id, needLines.businessId)),
  cluster: and(eq(clusters.wardId, businesses.wardId), eq(clusters.id, businesses.clusterId)),
  skill: eq(skills.id, needLines.skillId),
};

/** A need counts while its response stands as sent or verified and the line was not withdrawn. */
export const counts = and(inArray(responses.status, answeredStatuses), ne(needLines.status, "withdrawn"));

/** The condition of one round's needs in a ward, as a filter narrows it. */
export function matchesNeeds(wardId: string, roundId: string, filter: NeedFilter): SQL | undefined {
  const [year, quarter] = (filter.quarter ?? "").split("-").map(Number);
  return and(
    eq(needLines.wardId, wardId),
    eq(needLines.roundId, roundId),
    counts,
    matchesSearch(businesses.searchKey, filter.q),
    filter.skill ? eq(needLines.skillId, filter.skill) : undefined,
    filter.group ? eq(skills.group, filter.group) : undefined,
    filter.cluster === outsideClusters ? isNull(businesses.clusterId) : undefined,
    filter.cluster && filter.cluster !== outsideClusters
      ? eq(businesses.clusterId, filter.cluster)
      : undefined,
    filter.mode ? eq(needLines.mode, filter.mode) : undefined,
    filter.level ? eq(needLines.level, Number(filter.level)) : undefined,
    year && quarter ? and(eq(needLines.wantedYear, year), eq(needLines.wantedQuarter, quarter)) : undefined,
  );
}

type DimensionColumns = { key: SQL<string>; label: SQL<string | null>; order: SQL<string> };
const none = sql<null>`null::text`;

/** What a row or column of a table stands for, its name where it has one, and a text that orders it. */
export function dimensionColumns(dimension: NeedDimension, language: Language): DimensionColumns {
  const text = (column: AnyPgColumn) => sql<string>`${column}::text`;
  switch (dimension) {
    case "skill":
      return {
        key: text(skills.id),
        label: sql`${language === "vi" ? skills.nameVi : skills.nameEn}`,
        order: sql`lpad(${skills.position}::text, 6, '0')`,
      };
    case "group":
      return {
        key: text(skills.group),
        label: none,
        order: sql`array_position(enum_range(null::skill_group), ${skills.group})::text`,
      };
    case "cluster":
      return {
        key: sql`coalesce(${clusters.id}::text, 'none')`,
        label: sql`${clusters.name}`,
        // Businesses outside any cluster stand last.
        order: sql`coalesce('0' || ${clusters.searchKey}, '1')`,
      };
    case "quarter": {
      const quarter = sql<string>`${needLines.wantedYear} || '-' || ${needLines.wantedQuarter}`;
      return { key: quarter, label: none, order: quarter };
    }
    case "mode":
      return { key: text(needLines.mode), label: none, order: text(needLines.mode) };
    case "level":
      return { key: text(needLines.level), label: none, order: text(needLines.level) };
  }
}
