import { createInstance, type InitOptions, type i18n, type Resource } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Namespace } from "./catalogue.ts";
import type { Language } from "./languages.ts";

const options: InitOptions = {
  defaultNS: "app",
  fallbackNS: "app",
  fallbackLng: false,
  // React escapes what it renders.
  interpolation: { escapeValue: false },
  initAsync: false,
  react: { useSuspense: true },
};

/** One instance per server request or browser page, in one language. */
export function createTranslator(
  language: Language,
  resources: Resource,
  plugins: Parameters<i18n["use"]>[0][] = [],
): i18n {
  const instance = createInstance();
  for (const plugin of [initReactI18next, ...plugins]) instance.use(plugin);
  instance.init({
    ...options,
    lng: language,
    resources,
    partialBundledLanguages: true,
    ns: Object.keys(resources[language] ?? {}),
  });
  return instance;
}

/** What a route says of its texts: `export const handle: PageHandle = { i18n: ["businesses"] }`. */
export type PageHandle = { i18n: readonly Namespace[] };
