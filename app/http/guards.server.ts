import { type AppLoadContext, redirect } from "@remix-run/node";
import type { AccountActor, ActorOf, Role } from "#app/domain/actor.ts";
import { Forbidden } from "#app/domain/errors.ts";
import { log } from "#app/lib/log.server.ts";
import { isLocalPath } from "./local-path.server.ts";

/**
 * The signed-in actor when the role is one of `allowed`. Stands first in every loader and action of a signed-in
 * area. Nobody signed in: redirect to the sign-in page (back to the page asked for); another role: 403, logged.
 */
export async function requireRole<R extends Role>(
  { context, request }: { context: AppLoadContext; request: Request },
  ...allowed: R[]
): Promise<ActorOf<R>> {
  const actor = await context.actor();
  if (!actor) throw redirect(signInPath(request));
  if (!hasRole(actor, allowed)) {
    log.warn(
      { role: actor.role, accountId: actor.accountId, path: new URL(request.url).pathname },
      "role refused",
    );
    throw new Forbidden();
  }
  return actor;
}

function hasRole<R extends Role>(actor: AccountActor, allowed: R[]): actor is ActorOf<R> {
  return allowed.some((role) => role === actor.role);
}

function signInPath(request: Request): string {
  const { pathname } = new URL(request.url);
  if (request.method !== "GET") return "/login";
  return `/login?next=${encodeURIComponent(pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/"))}`;
}

/** The page an account starts on. */
export const homeOf: Record<Role, string> = {
  business: "/business",
  office: "/office",
  leader: "/leader",
  unit: "/unit",
  provider: "/provider",
  province: "/province",
  admin: "/admin",
};

/** Where to go after signing in: a path of this site that belongs to the role's area, or the role's home. */
export function safeNext(next: string | null, role: Role): string {
  const home = homeOf[role];
  return next && isLocalPath(next) && (next === home || next.startsWith(`${home}/`)) ? next : home;
}
