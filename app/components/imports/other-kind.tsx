import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { ImportKind } from "#app/domain/imports/schema.ts";
import { Alert } from "#app/ui/alert.tsx";

/** Where lists of a kind are imported; nominees are of a run, which has to be chosen first. */
const places: Record<ImportKind, string> = {
  businesses: "/office/businesses/import",
  nominees: "/office/runs",
};

/** Says that a file looks like a list of another kind than this page reads. */
export function OtherKind({ looksLike }: { looksLike: ImportKind | null }) {
  const { t } = useTranslation("imports");
  if (!looksLike) return null;
  return (
    <Alert tone="warning">
      {t(`otherKind.${looksLike}.text`)}{" "}
      <Link to={places[looksLike]} className="link">
        {t(`otherKind.${looksLike}.link`)}
      </Link>
    </Alert>
  );
}
