import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import type { PageHandle } from "./i18n/i18n.ts";
import { isLanguage } from "./i18n/languages.ts";
import { loadTranslator } from "./i18n/load-catalogue.ts";

declare global {
  interface Window {
    __remixRouteModules: Record<string, { handle?: unknown } | undefined>;
  }
}

/** Namespaces that the routes of this page name in their `handle`, and the shell's own. */
function namespacesOfPage(): string[] {
  const handles = Object.values(window.__remixRouteModules).map(
    (route) => route?.handle as PageHandle | undefined,
  );
  return [...new Set(["app", ...handles.flatMap((handle) => handle?.i18n ?? [])])];
}

/**
 * Waits until the page's data has been decoded, which `RemixBrowser` starts when it is first called, throwing the
 * promise. React 18 would catch that promise itself, but a click in that moment then makes it give the whole page up
 * (error 345), because nothing around a document can wait.
 */
async function pageData(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (decoding) {
    await decoding;
  }
}

const { lang } = document.documentElement;
Promise.all([loadTranslator(isLanguage(lang) ? lang : "vi", namespacesOfPage()), pageData()]).then(
  ([translator]) => {
    startTransition(() => {
      hydrateRoot(
        document,
        <StrictMode>
          <I18nextProvider i18n={translator}>
            <RemixBrowser />
          </I18nextProvider>
        </StrictMode>,
      );
    });
  },
);
