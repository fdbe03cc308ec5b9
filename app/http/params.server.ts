import type { Params } from "@remix-run/react";
import { NotFound } from "#app/domain/errors.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id of the URL. What cannot be one is not found, and never reaches the database. */
export function idParam(params: Params, name: string): string {
  const value = params[name] ?? "";
  if (!uuid.test(value)) throw new NotFound();
  return value;
}

export type ListParams = {
  search: string;
  page: number;
  pageSize: number;
  sort: string;
  descending: boolean;
  filter(name: string): string | null;
};

/** What a list shows, read from its URL: `?q=…&page=2&sort=name-desc` and its filters. */
export function listParams(
  request: Request,
  sorts: readonly [string, ...string[]],
  pageSize = 50,
): ListParams {
  const params = new URL(request.url).searchParams;
  const page = Number(params.get("page") ?? "1");
  const [sort = "", direction] = (params.get("sort") ?? "").split("-");
  return {
    search: (params.get("q") ?? "").slice(0, 100),
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
    pageSize,
    sort: sorts.includes(sort) ? sort : sorts[0],
    descending: direction === "desc",
    filter: (name) => params.get(name)?.slice(0, 100) || null,
  };
}
