import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { findLastCheck } from "#app/domain/audit/entries.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { showDateTime } from "#app/vietnamese/dates.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";

type Check = Awaited<ReturnType<typeof findLastCheck>>;

/** The outcome of the latest check in one line, leading to its chain. */
export function ShownCheck({ check }: { check: Check }) {
  const { t } = useTranslation("audit");
  if (!check) return <Link to="/admin/audit">{t("noCheck")}</Link>;
  const time = showDateTime(check.at);
  const chain = check.wardName ?? t("installation");
  return (
    <Link to={`/admin/audit?chain=${check.chain}`}>
      {check.brokenAt === null
        ? t("wholeShort", { chain, time })
        : t("brokenShort", { chain, time, brokenAt: showNumber(check.brokenAt) })}
    </Link>
  );
}

/** The outcome of the latest check of the chain that is shown, with the hash to keep elsewhere. */
export function CheckVerdict({ check }: { check: Check }) {
  const { t } = useTranslation("audit");
  if (!check) return <p>{t("never")}</p>;
  const time = showDateTime(check.at);
  return (
    <Alert tone={check.brokenAt === null ? "success" : "error"}>
      <p>
        {check.brokenAt === null
          ? t("whole", { entries: showNumber(check.entries), time })
          : t("broken", { brokenAt: showNumber(check.brokenAt), time })}
      </p>
      <p className="mt-1 break-all text-sm">{t("head", { hash: check.headHash || "–" })}</p>
    </Alert>
  );
}
