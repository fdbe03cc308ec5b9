import { type AppLoadContext, data, type ServerBuild } from "@remix-run/node";
import {
  ConstraintViolation,
  ContentDiffers,
  DatabaseUnavailable,
  translateDatabaseError,
} from "#app/db/errors.server.ts";
import { Conflict, DomainError, Forbidden, Invalid, NotFound, TooManyRequests } from "#app/domain/errors.ts";
import { serverTranslator } from "#app/i18n/catalogues.server.ts";
import type { Language } from "#app/i18n/languages.ts";
import { log } from "#app/lib/log.server.ts";
import { plainPage } from "./plain-problem.server.ts";
import { beginDownload } from "./progress.server.ts";

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
    const headers =
      error instanceof TooManyRequests ? { "Retry-After": String(error.retryAfter) } : undefined;
    return data({ key: error.key, params: error.params } satisfies Problem, {
      status: statusOf(error),
      headers,
    });
  }
  if (error instanceof DatabaseUnavailable) {
    log.error({ err: error.cause }, "database unavailable");
    return data({ key: "app:errors.unavailable", params: {} } satisfies Problem, {
      status: 503,
      headers: { "Retry-After": "5" },
    });
  }
  if (error instanceof ContentDiffers)
    return data({ key: "app:errors.otherContent", params: {} } satisfies Problem, { status: 409 });
  if (error instanceof ConstraintViolation) {
    log.warn({ constraint: error.constraint }, "constraint refused a change");
    return data({ key: "app:errors.conflict", params: {} } satisfies Problem, { status: 409 });
  }
  return error;
}

type Args = { context: Pick<AppLoadContext, "language" | "actor">; request: Request };
type Handler = (args: never) => unknown;

/** @param hasPage false for a route that answers with a file: the router has no page for what it throws */
function withProblemPages<H extends Handler>(handler: H, hasPage: boolean): H {
  return (async (args: Parameters<H>[0]) => {
    try {
      return await handler(args);
    } catch (thrown) {
      if (thrown instanceof Response) throw thrown;
      const problem = problemOf(thrown);
      if (hasPage) throw problem;
      await tellWaitingPage(problem, args);
      throw (isProblem(problem) && problemPage(problem, args)) || problem;
    }
  }) as unknown as H;
}

type ThrownProblem = ReturnType<typeof data<Problem>>;

function isProblem(thrown: unknown): thrown is ThrownProblem {
  return (thrown as Partial<ThrownProblem> | null)?.type === "DataWithResponseInit";
}

function problemPage(problem: ThrownProblem, { context: { language } }: Args): Response {
  const status = problem.init?.status ?? 500;
  const headers = new Headers(problem.init?.headers);
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(plainPage(status, sentenceOf(problem, language), language), { status, headers });
}

function sentenceOf({ data: { key, params } }: ThrownProblem, language: Language): string {
  const translate = serverTranslator(language) as unknown as (
    key: string,
    params: Problem["params"],
  ) => string;
  return translate(key, params);
}

/** A browser shows little of a file that it did not get: the page from which it was asked for says why. */
async function tellWaitingPage(problem: unknown, { context, request }: Args): Promise<void> {
  const actor = await context.actor().catch(() => null);
  const sentence = isProblem(problem) ? sentenceOf(problem, context.language) : null;
  if (actor) beginDownload(request, actor)?.({ state: "failed", problem: sentence });
}

/** Remix's build with every loader and action behind the table above, so that no route has to catch. */
export function withProblems(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route] as const;
    const { loader, action, default: page } = route.module;
    const hasPage = page !== undefined;
    return [
      id,
      {
        ...route,
        module: {
          ...route.module,
          ...(loader ? { loader: withProblemPages(loader as Handler, hasPage) as typeof loader } : {}),
          ...(action ? { action: withProblemPages(action as Handler, hasPage) as typeof action } : {}),
        },
      },
    ] as const;
  });
  return { ...build, routes: Object.fromEntries(routes) };
}
