import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { constants } from "node:zlib";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Express, type RequestHandler } from "express";
import sirv from "sirv";
import { type Database, isReachable } from "#app/db/client.server.ts";
import { env } from "#app/lib/env.server.ts";
import { log } from "#app/lib/log.server.ts";
import { findProjectFile } from "#app/lib/project-files.server.ts";
import { requestContext, runInRequestContext } from "#app/lib/request-context.server.ts";
import { admission } from "./admission.server.ts";
import { createAppContext } from "./context.server.ts";
import { plainProblem } from "./plain-problem.server.ts";
import { withProblems } from "./problems.server.ts";
import { remixHandler } from "./remix-handler.server.ts";
import { forwardedHeaders, requestGuard } from "./request-guard.server.ts";
import { securityHeaders } from "./security-headers.server.ts";

type Options = {
  db: Database;
  /** Remix's build, or the way to load it anew for each request in development. */
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Serves the files of the browser; in development vite does. */
  assets?: RequestHandler;
};

/** The HTTP server's whole stack, in the order in which a request meets it. */
export function createApplication({ db, build, assets = builtAssets() }: Options): Express {
  const { PUBLIC_ORIGIN, TRUSTED_PROXY, LOG_LEVEL } = env();
  const app = express();
  app.disable("x-powered-by");
  app.use(forwardedHeaders(TRUSTED_PROXY), accessLog());
  app.get("/healthz", (_request, response) => void response.type("text").send("ok"));
  app.get("/readyz", async (_request, response) => {
    const ready = await isReachable(db);
    response
      .status(ready ? 200 : 503)
      .type("text")
      .send(ready ? "ready" : "database not reachable");
  });
  app.use(requestGuard(PUBLIC_ORIGIN));
  app.use(
    securityHeaders({ https: PUBLIC_ORIGIN.startsWith("https:"), relaxed: typeof build === "function" }),
  );
  app.use(assets);
  app.use(admission({ limit: 300, deadline: 20_000 }));
  app.use(
    compression({
      brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    } as compression.CompressionOptions),
  );
  app.all(
    "*",
    remixHandler(
      typeof build === "function" ? async () => withProblems(await build()) : withProblems(build),
      (request, response) => {
        if (LOG_LEVEL === "debug") countStatements(response);
        return createAppContext({ db, request, nonce: String(response.locals.nonce) });
      },
    ),
  );
  app.use(((error, _request, response, _next) => {
    log.error({ err: error }, "unhandled error");
    if (!response.headersSent) plainProblem(response, 503);
  }) satisfies express.ErrorRequestHandler);
  return app;
}

/** The built files, compressed at build time; names carry a hash, so a browser may keep them for ever. */
function builtAssets(): RequestHandler {
  return sirv(fileURLToPath(findProjectFile("build/client/")), {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders: (response, path) => {
      response.setHeader(
        "Cache-Control",
        path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
      );
    },
  }) as RequestHandler;
}

function accessLog(): RequestHandler {
  return (request, response, next) => {
    const requestId = randomUUID();
    request.requestId = requestId;
    response.setHeader("X-Request-Id", requestId);
    const start = performance.now();
    runInRequestContext(requestId, () => {
      const context = requestContext();
      response.once("close", () => {
        const ms = Math.round(performance.now() - start);
        // The path of a personal link is a secret: only its first segment is written down.
        const path = request.path.replace(/^\/(s|setup|welcome)\/[^/]+/, "/$1/…");
        log.info(
          {
            requestId,
            method: request.method,
            path,
            status: response.statusCode,
            ms,
            statements: context?.statements,
          },
          "request",
        );
      });
      next();
    });
  };
}

/** For tests and measuring, at LOG_LEVEL=debug: how many SQL statements the answer needed. */
function countStatements(response: express.Response): void {
  const writeHead = response.writeHead;
  response.writeHead = ((...head: Parameters<typeof writeHead>) => {
    response.setHeader("X-Sql-Statements", String(requestContext()?.statements ?? 0));
    return writeHead.apply(response, head);
  }) as typeof writeHead;
}
