import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";
import { showNumber } from "#app/vietnamese/numbers.ts";

/** What the rows of an import wait for that is answered once for each employer, and where: `EmployerSettings`. */
export function AskedEmployers({ asked }: { asked: { employer: number; need: number } }) {
  const { t } = useTranslation("imports");
  const told = (["employer", "need"] as const).filter((what) => asked[what] > 0);
  if (told.length === 0) return null;
  return (
    <Alert tone="warning">
      {told.map((what) => t(`nominees.asked.${what}`, { rows: showNumber(asked[what]) })).join(" ")}{" "}
      <Link to="#employers" className="link">
        {t("nominees.asked.where")}
      </Link>
      .
    </Alert>
  );
}
