import type { TFunction } from "i18next";
import type { Namespace } from "./catalogue.ts";
import { createTranslator } from "./i18n.ts";
import type { Language } from "./languages.ts";

const files = import.meta.glob<Record<string, unknown>>("./{vi,en}/*.json", {
  eager: true,
  import: "default",
});

/** Both languages, for rendering on the server. */
export const catalogues = { vi: namespacesOf("vi"), en: namespacesOf("en") };

function namespacesOf(language: Language): Record<string, Record<string, unknown>> {
  const prefix = `./${language}/`;
  return Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, texts]) => [path.slice(prefix.length, -".json".length), texts]),
  );
}

/** Translator of text that is made on the server alone: workbooks, problem sentences, messages to copy. */
export function serverTranslator(language: Language): TFunction<Namespace[]> {
  return createTranslator(language, { [language]: catalogues[language] }).t as TFunction<Namespace[]>;
}
