import { randomUUID } from "node:crypto";
import type { ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Role, roles } from "#app/domain/actor.ts";
import { access } from "#tests/support/access.ts";
import { type Application, startApplication } from "#tests/support/application.ts";

const { routes } = (await import("../../build/server/index.js" as string)) as ServerBuild;

type Leaf = { id: string; path: string; hasLoader: boolean; hasAction: boolean };

/** Every route that answers a URL of its own, with ids in its path that belong to nobody. */
const leaves: Leaf[] = Object.values(routes).flatMap((route) => {
  const isLayout = Object.values(routes).some((other) => other?.parentId === route?.id);
  if (!route || isLayout || route.id === "root") return [];
  const { loader, action, default: page } = route.module;
  return [
    { id: route.id, path: pathOf(route.id), hasLoader: Boolean(loader || page), hasAction: Boolean(action) },
  ];
});

function pathOf(id: string): string {
  const segments: string[] = [];
  for (let route = routes[id]; route; route = route.parentId ? routes[route.parentId] : undefined) {
    if (route.path) segments.unshift(route.path);
  }
  return `/${segments.join("/").replace(/:\w+/g, () => randomUUID())}`;
}

let app: Application;
beforeAll(async () => {
  app = await startApplication();
});
afterAll(() => app?.stop());

const personaOf = (role: Role) => {
  const { office, leader, unit, contact, trainer, province, admin } = app.people;
  return { office, leader, unit, business: contact, provider: trainer, province, admin }[role];
};

test("every route stands in the access table, and the table names no other", () => {
  expect(leaves.map((leaf) => leaf.id).sort()).toEqual(Object.keys(access).sort());
});

describe.each(leaves)("$id", ({ id, path, hasLoader, hasAction }) => {
  const allowed = access[id];
  const methods = [...(hasLoader ? ["GET"] : []), ...(hasAction ? ["POST"] : [])];
  const call = (method: string, as?: { accountId: string }) =>
    method === "GET" ? app.fetch(path, { as }) : app.post(path, {}, as);

  test.each(methods)("%s: nobody is asked to sign in, unless the page is public", async (method) => {
    const answer = await call(method);
    if (allowed === "everyone") {
      expect(answer.status).toBeLessThan(500);
      expect(answer.status).not.toBe(403);
    } else {
      expect([answer.status, answer.headers.get("location")?.split("?")[0]]).toEqual([302, "/login"]);
    }
  });

  test.each(methods)("%s: each role gets in or gets 403, as the table says", async (method) => {
    for (const role of roles) {
      const answer = await call(method, personaOf(role));
      const isAllowed = allowed === "everyone" || allowed?.includes(role);
      if (isAllowed) {
        expect([role, answer.status < 500 && answer.status !== 403 && answer.status !== 401]).toEqual([
          role,
          true,
        ]);
        expect([role, answer.headers.get("location")?.startsWith("/login?") ?? false]).toEqual([role, false]);
      } else {
        expect([role, answer.status]).toEqual([role, 403]);
      }
      await answer.body?.cancel();
    }
  });
});
