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
  mixin: () => {
    const context = requestContext();
    return context ? { requestId: context.requestId } : {};
  },
});
