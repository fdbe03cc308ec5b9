import * as z from "zod/mini";
import { registryStatuses } from "../clusters/schema.ts";
import type { BusinessFilter } from "./queries.server.ts";
import { businessKinds } from "./schema.ts";

const cluster = z.nullable(z.uuid());
const kind = z.nullable(z.enum(businessKinds));
/** Closed and merged businesses stay out of sight until they are asked for. */
const status = z.catch(z.enum([...registryStatuses, "all"]), "active");

/** What the list of businesses shows, as its address says it. What cannot be a value filters nothing. */
export function readBusinessFilter(params: {
  search: string;
  filter(name: string): string | null;
}): BusinessFilter {
  const chosen = z.parse(status, params.filter("status"));
  return {
    search: params.search,
    clusterId: z.safeParse(cluster, params.filter("cluster")).data ?? null,
    kind: z.safeParse(kind, params.filter("kind")).data ?? null,
    status: chosen === "all" ? null : chosen,
  };
}
