import type { NextFunction, Request, RequestHandler, Response } from "express";
import { maxFileBytes } from "#app/lib/upload-limits.ts";
import { plainProblem } from "./plain-problem.server.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Largest request body: a workbook with its form around it; any other form is far smaller. */
export const maxUploadBytes = maxFileBytes + 100_000;
const maxFormBytes = 512_000;

/**
 * Stands before Remix on every path. A request is let through only when it names this installation as its host;
 * one that changes something must come from a page of this installation (`Sec-Fetch-Site`, else `Origin`; neither
 * is a refusal) and must state its length, which node then enforces. Forwarded headers are believed only from the
 * configured proxy. Facts and matrix: tests/routes/request-guard.test.ts.
 */
export function requestGuard(publicOrigin: string): RequestHandler {
  const origins = acceptedOrigins(publicOrigin);
  const hosts = new Set([...origins].map((origin) => new URL(origin).host));
  return (request, response, next) => {
    const host = request.headers.host ?? "";
    if (!hosts.has(host)) return plainProblem(response, 421);
    if (request.url.startsWith("//") || request.url.includes("\\")) return plainProblem(response, 400);
    if (!safeMethods.has(request.method) && !comesFromOwnPage(request, origins))
      return plainProblem(response, 403);
    if (!hasBoundedBody(request))
      return plainProblem(response, request.headers["content-length"] ? 413 : 411);
    next();
  };
}

/** With an origin on localhost, the loopback addresses of the same port are the same place. */
function acceptedOrigins(publicOrigin: string): Set<string> {
  const url = new URL(publicOrigin);
  if (url.hostname !== "localhost") return new Set([publicOrigin]);
  return new Set(
    ["localhost", "127.0.0.1", "[::1]"].map(
      (name) => `${url.protocol}//${name}${url.port ? `:${url.port}` : ""}`,
    ),
  );
}

function comesFromOwnPage(request: Request, origins: Set<string>): boolean {
  const site = request.headers["sec-fetch-site"];
  const origin = request.headers.origin;
  if (origin !== undefined && !origins.has(origin)) return false;
  return site !== undefined ? site === "same-origin" : origin !== undefined;
}

function hasBoundedBody(request: Request): boolean {
  if (request.headers["transfer-encoding"] !== undefined) return false;
  const length = Number(request.headers["content-length"] ?? 0);
  const isUpload = request.headers["content-type"]?.startsWith("multipart/form-data") ?? false;
  return Number.isSafeInteger(length) && length <= (isUpload ? maxUploadBytes : maxFormBytes);
}

/** Removes what only a proxy may say, unless the peer is that proxy. */
export function forwardedHeaders(trustedProxy: string | undefined): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    const peer = request.socket.remoteAddress?.replace(/^::ffff:/, "") ?? "";
    const forwarded = request.headers["x-forwarded-for"];
    request.clientAddress =
      trustedProxy && peer === trustedProxy && typeof forwarded === "string"
        ? (forwarded.split(",").at(-1)?.trim() ?? peer)
        : peer;
    for (const name of Object.keys(request.headers)) {
      if (name === "forwarded" || name.startsWith("x-forwarded-")) delete request.headers[name];
    }
    next();
  };
}

declare global {
  namespace Express {
    interface Request {
      clientAddress: string;
      requestId: string;
    }
  }
}
