import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  createRequestHandler,
  type ServerBuild,
} from "@remix-run/node";
import type { Request as ExpressRequest, Response as ExpressResponse, RequestHandler } from "express";
import { splitByArea } from "./route-areas.server.ts";

type RemixHandler = ReturnType<typeof createRequestHandler>;
type LoadContext = (request: ExpressRequest, response: ExpressResponse) => AppLoadContext;

/**
 * Remix behind Express, in the place of @remix-run/express: that adapter writes a body as fast as it is made, so that
 * a file for a slow line waits in memory, whole.
 */
export function remixHandler(
  build: ServerBuild | (() => Promise<ServerBuild>),
  getLoadContext: LoadContext,
): RequestHandler {
  const handlerOf = handlers(build);
  return (request, response, next) => {
    handlerOf(request.path)(webRequest(request, response), getLoadContext(request, response))
      .then((answer) => sendAnswer(response, answer))
      .catch(next);
  };
}

/** One handler for each area of a build; in development one for all, because the build is another each time. */
function handlers(build: ServerBuild | (() => Promise<ServerBuild>)): (path: string) => RemixHandler {
  if (typeof build === "function") {
    const handle = createRequestHandler(build, process.env.NODE_ENV);
    return () => handle;
  }
  const areaOf = splitByArea(build);
  const ofAreas = new WeakMap<ServerBuild, RemixHandler>();
  return (path) => {
    const area = areaOf(path);
    const handle = ofAreas.get(area) ?? createRequestHandler(area, process.env.NODE_ENV);
    ofAreas.set(area, handle);
    return handle;
  };
}

/** The request guard has made sure that `Host` is this installation's. */
function webRequest(request: ExpressRequest, response: ExpressResponse): Request {
  const controller = new AbortController();
  // Closed before it was finished: the visitor has gone away.
  response.once("close", () => !response.writableFinished && controller.abort());
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    for (const single of [value ?? []].flat()) headers.append(name, single);
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  return new Request(`${request.protocol}://${request.headers.host}${request.originalUrl}`, {
    method: request.method,
    headers,
    signal: controller.signal,
    ...(hasBody ? { body: createReadableStreamFromReadable(request), duplex: "half" } : {}),
  });
}

/**
 * Sends an answer only as fast as it is taken. A visitor who goes away cancels its body; a body that fails breaks the
 * connection off, so that half of it never looks whole.
 */
export async function sendAnswer(response: ExpressResponse, answer: Response): Promise<void> {
  response.status(answer.status);
  for (const [name, value] of answer.headers) response.append(name, value);
  if (!answer.body) {
    response.end();
    return;
  }
  // The guards, the log, the compression and the pipeline all wait for its end: a dozen, and no leak.
  response.setMaxListeners(20);
  try {
    await pipeline(Readable.fromWeb(answer.body as ReadableStream), response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}
