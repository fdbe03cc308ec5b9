import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type HandleErrorFunction,
} from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { dropNullBytes } from "./http/null-bytes.server.ts";
import { catalogues } from "./i18n/catalogues.server.ts";
import { createTranslator } from "./i18n/i18n.ts";
import { log } from "./lib/log.server.ts";
import { NonceProvider } from "./ui/nonce.tsx";

const renderTimeout = 10_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, language }: AppLoadContext,
): Promise<Response> {
  // An error page has no headers of its loader.
  if (status === 503) headers.set("Retry-After", "5");
  if (status === 429) headers.set("Retry-After", "900");
  const translator = createTranslator(language, { [language]: catalogues[language] });
  // Nothing is deferred, so a robot gets the same whole page as a person; the older ones only need it at once.
  const readyEvent = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    let shellSent = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={nonce}>
        <I18nextProvider i18n={translator}>
          <RemixServer context={remixContext} url={request.url} nonce={nonce} />
        </I18nextProvider>
      </NonceProvider>,
      {
        nonce,
        [readyEvent]: () => {
          shellSent = true;
          const body = dropNullBytes();
          headers.set("Content-Type", "text/html; charset=utf-8");
          headers.append("Vary", "Cookie");
          resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
          pipe(body);
        },
        onShellError: reject,
        onError: (error) => {
          if (shellSent) log.error({ err: error }, "rendering failed");
        },
      },
    );
    setTimeout(abort, renderTimeout).unref();
  });
}

/** Bugs: logged with the request's id. What a visitor broke off is no bug. */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (!request.signal.aborted)
    log.error(
      { err: error, path: new URL(request.url).pathname.replace(/^\/(s|setup|welcome)\/[^/]+/, "/$1/…") },
      "bug",
    );
};
