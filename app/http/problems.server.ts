import { data, type ServerBuild } from "@remix-run/node";
import { ConstraintViolation, DatabaseUnavailable, translateDatabaseError } from "#app/db/errors.server.ts";
import { Conflict, DomainError, Forbidden, Invalid, NotFound, TooManyRequests } from "#app/domain/errors.ts";
import { log } from "#app/lib/log.server.ts";

/** What the error boundary gets: a catalogue key to translate, and nothing technical. */
export type Problem = { key: string; params: Record<string, string | number> };

/** The one table from domain errors to HTTP. */
export function statusOf(error: DomainError): number {
  if (error instanceof NotFound) return 404;
  if (error instanceof Forbidden) return 403;
  if (error instanceof Conflict) return 409;
  if (error instanceof Invalid) return 422;
  if (error instanceof TooManyRequests) return 429;
  throw new Error(`no status for ${error.name}`);
}

/** A problem page for what a loader or action threw; what is neither a refusal nor an outage is returned as it is. */
export function problemOf(thrown: unknown): unknown {
  const error = translateDatabaseError(thrown);
  if (error instanceof DomainError) {
    return data({ key: error.key, params: error.params } satisfies Problem, {
      status: statusOf(error),
    });
  }
  if (error instanceof DatabaseUnavailable) {
    log.error({ err: error.cause }, "database unavailable");
    return data({ key: "app:errors.unavailable", params: {} } satisfies Problem, { status: 503 });
  }
  if (error instanceof ConstraintViolation) {
    log.warn({ constraint: error.constraint }, "constraint refused a change");
    return data({ key: "app:errors.conflict", params: {} } satisfies Problem, { status: 409 });
  }
  return error;
}

type Handler = (args: never) => unknown;

function withProblemPages<H extends Handler>(handler: H): H {
  return (async (args: Parameters<H>[0]) => {
    try {
      return await handler(args);
    } catch (thrown) {
      throw thrown instanceof Response ? thrown : problemOf(thrown);
    }
  }) as unknown as H;
}

/** Remix's build with every loader and action behind the table above, so that no route has to catch. */
export function withProblems(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route] as const;
    const { loader, action } = route.module;
    return [
      id,
      {
        ...route,
        module: {
          ...route.module,
          ...(loader ? { loader: withProblemPages(loader as Handler) as typeof loader } : {}),
          ...(action ? { action: withProblemPages(action as Handler) as typeof action } : {}),
        },
      },
    ] as const;
  });
  return { ...build, routes: Object.fromEntries(routes) };
}
