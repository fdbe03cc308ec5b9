import type { Request } from "express";
import type { Database } from "#app/db/client.server.ts";
import type { AccountActor } from "#app/domain/actor.ts";
import { isLanguage, type Language } from "#app/i18n/languages.ts";
import { env } from "#app/lib/env.server.ts";
import { readCookie } from "./cookies.server.ts";
import { findActor } from "./session.server.ts";

/** What every loader and action gets as `context`. */
export type AppContext = {
  db: Database;
  nonce: string;
  /** Links and redirects are built from this, never from the request. */
  origin: string;
  language: Language;
  /** Network of the visitor (/24 or /64), for rate limits. */
  network: string;
  /** Who is signed in; looked up once, however many loaders ask. */
  actor(): Promise<AccountActor | null>;
};

declare module "@remix-run/server-runtime" {
  interface AppLoadContext extends AppContext {}
}

export function createAppContext({
  db,
  request,
  nonce,
}: {
  db: Database;
  request: Request;
  nonce: string;
}): AppContext {
  const cookies = request.headers.cookie;
  const chosen = readCookie(cookies, "lang");
  let actor: Promise<AccountActor | null> | undefined;
  return {
    db,
    nonce,
    origin: env().PUBLIC_ORIGIN,
    language: isLanguage(chosen) ? chosen : "vi",
    network: networkOf(request.clientAddress),
    actor: () => {
      actor ??= findActor(db, cookies);
      return actor;
    },
  };
}

export function networkOf(address: string): string {
  if (address.includes(":")) return address.split(":").slice(0, 4).join(":");
  return address.split(".").slice(0, 3).join(".");
}
