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

const { lang } = document.documentElement;
loadTranslator(isLanguage(lang) ? lang : "vi", namespacesOfPage()).then((translator) => {
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
});
