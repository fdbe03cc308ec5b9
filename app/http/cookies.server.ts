import { parse, serialize } from "cookie";
import { env } from "#app/lib/env.server.ts";

type Options = { maxAge?: number; httpOnly?: boolean; path?: string };

function isHttps(): boolean {
  return env().PUBLIC_ORIGIN.startsWith("https:");
}

/** `__Host-` binds a cookie to this origin, but a browser takes it over https alone. */
function fullName(name: string): string {
  return isHttps() ? `__Host-${name}` : name;
}

export function readCookie(header: string | null | undefined, name: string): string | null {
  return parse(header ?? "")[fullName(name)] ?? null;
}

/** A `Set-Cookie` value: sent with same-site requests and top-level links (a link in Zalo must find it). */
export function setCookie(name: string, value: string, { maxAge, httpOnly = true }: Options = {}): string {
  return serialize(fullName(name), value, {
    path: "/",
    sameSite: "lax",
    secure: isHttps(),
    httpOnly,
    maxAge,
  });
}

export function clearCookie(name: string): string {
  return setCookie(name, "", { maxAge: 0 });
}
