import type { Database } from "#app/db/client.server.ts";
import { translateDatabaseError } from "#app/db/errors.server.ts";
import { endSession } from "#app/domain/accounts/commands.server.ts";
import { findSessionActor } from "#app/domain/accounts/queries.server.ts";
import type { AccountActor } from "#app/domain/actor.ts";
import { env } from "#app/lib/env.server.ts";
import { hashToken } from "#app/lib/keys.server.ts";
import { clearCookie, readCookie, setCookie } from "./cookies.server.ts";

const cookieName = "sid";

export function sessionCookie(token: string): string {
  return setCookie(cookieName, token, { maxAge: env().SESSION_HOURS * 3600 });
}

/** SHA-256 of the cookie's token, as the database knows the session; null without a cookie. */
export function sessionHash(cookies: string | null | undefined): string | null {
  const token = readCookie(cookies, cookieName);
  return token ? hashToken(token) : null;
}

export async function findActor(
  db: Database,
  cookies: string | null | undefined,
): Promise<AccountActor | null> {
  const hash = sessionHash(cookies);
  if (!hash) return null;
  try {
    return await findSessionActor(db, hash, { idleMinutes: env().IDLE_MINUTES });
  } catch (error) {
    throw translateDatabaseError(error);
  }
}

/** Ends the session on the server and in the browser, with what the browser kept of its pages. */
export async function signOutHeaders(db: Database, cookies: string | null): Promise<Headers> {
  const hash = sessionHash(cookies);
  if (hash) await endSession(db, hash);
  return new Headers([
    ["Set-Cookie", clearCookie(cookieName)],
    ["Clear-Site-Data", '"cache", "storage"'],
  ]);
}
