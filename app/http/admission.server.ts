import type { RequestHandler } from "express";
import { log } from "#app/lib/log.server.ts";
import { plainProblem } from "./plain-problem.server.ts";

/**
 * Bounds what may wait: the pool hands out connections in order and without a limit, so the limit stands here. More
 * requests than `limit` at once, or one that has no answer after `deadline` milliseconds, get 503 and a sentence.
 */
export function admission({ limit, deadline }: { limit: number; deadline: number }): RequestHandler {
  let inside = 0;
  return (_request, response, next) => {
    if (inside >= limit) {
      log.warn({ inside }, "too many requests at once");
      return plainProblem(response, 503);
    }
    inside += 1;
    const timer = setTimeout(() => {
      if (response.headersSent) return;
      log.error("request ran into its deadline");
      plainProblem(response, 503);
    }, deadline);
    response.once("close", () => {
      inside -= 1;
      clearTimeout(timer);
    });
    next();
  };
}
