import { useTranslation } from "react-i18next";
import type { ImportKind } from "#app/domain/imports/schema.ts";

/** What a field of a row or the meaning of a column is called on the page. */
export function useFieldName(kind: ImportKind): (field: string) => string {
  const { t } = useTranslation("imports");
  // Fields come with the data; the catalogue has a word for each of the reading's fields.
  const translate = t as unknown as (key: string) => string;
  return (field) => translate(`fields.${kind}.${field}`);
}
