import { useTranslation } from "react-i18next";
import { parseMessage } from "#app/i18n/catalogue.ts";

type Params = Record<string, string | number>;

/** Translator of messages that travel as catalogue keys: form errors, refusals, notes of an import. */
export function useMessage(): (text: string) => string {
  const { t } = useTranslation();
  // Such a key is data: that it exists is checked where it is written, by the type MessageKey.
  const translate = t as unknown as (key: string, params: Params) => string;
  return (text) => {
    const { key, params } = parseMessage(text);
    // The name of a state is itself a key, in the words in which its page shows it.
    const { state } = params;
    return translate(key, typeof state === "string" ? { ...params, state: translate(state, {}) } : params);
  };
}
