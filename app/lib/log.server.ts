import { DrizzleQueryError } from "drizzle-orm";
import pino from "pino";
import { env } from "./env.server.ts";
import { requestContext } from "./request-context.server.ts";

/**
 * The process's log: one JSON object a line on standard output, each with the id of the request it belongs to.
 * Never pass a person's data here: log ids and codes, and keep names, numbers and form values out.
 */
export const log = pino({
  level: env().LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: describeError },
  mixin: () => {
    const context = requestContext();
    return context ? { requestId: context.requestId } : {};
  },
});

/**
 * An error without what people typed: errors of the database and of its driver carry the parameters of the statement
 * in their messages and properties, so of those only codes, names and the place in our code are kept.
 */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, code, constraint_name, table_name, routine } = error as Error & Record<string, unknown>;
  const isOfDatabase = error instanceof DrizzleQueryError || name === "PostgresError";
  return {
    type: error.constructor.name,
    ...(isOfDatabase ? { code, constraint_name, table_name, routine } : { message: error.message, code }),
    // The first lines repeat the message.
    stack: error.stack?.split("\n").filter((line) => /^\s+at /.test(line)),
    ...(error.cause ? { cause: describeError(error.cause) } : {}),
  };
}
