import { useTranslation } from "react-i18next";
import { PhoneLink } from "./phone-link.tsx";

/** The way out for somebody who holds another business's link. */
export function NotOurs({ officePhone }: { officePhone: string | null }) {
  const { t } = useTranslation("survey");
  return (
    <details className="my-2">
      <summary className="inline-flex min-h-10 cursor-pointer items-center text-secondary underline">
        {t("notOurs.question")}
      </summary>
      <p className="mt-1">
        {officePhone ? (
          <>
            {t("notOurs.answer")} <PhoneLink phone={officePhone} />
          </>
        ) : (
          t("notOurs.noPhone")
        )}
      </p>
    </details>
  );
}
