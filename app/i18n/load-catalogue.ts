import type { i18n } from "i18next";
import resourcesToBackend from "i18next-resources-to-backend";
import { createTranslator } from "./i18n.ts";
import type { Language } from "./languages.ts";

const files = import.meta.glob<Record<string, unknown>>("./{vi,en}/*.json", { import: "default" });

function load(language: string, namespace: string): Promise<Record<string, unknown>> {
  const file = files[`./${language}/${namespace}.json`];
  return file ? file() : Promise.resolve({});
}

/** The browser's translator: the texts of the first page now, those of later pages when they are opened. */
export async function loadTranslator(language: Language, namespaces: readonly string[]): Promise<i18n> {
  const texts = await Promise.all(
    namespaces.map(async (name) => [name, await load(language, name)] as const),
  );
  return createTranslator(language, { [language]: Object.fromEntries(texts) }, [resourcesToBackend(load)]);
}
