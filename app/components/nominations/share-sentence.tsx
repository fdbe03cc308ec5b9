import { useTranslation } from "react-i18next";

/** "You asked for 3, you may send 2." */
export function ShareSentence({ share }: { share: { asked: number; seats: number } }) {
  const { t } = useTranslation("nominations");
  return share.asked > 0 ? (
    <strong>{t("business.share", share)}</strong>
  ) : (
    <span>{t("business.noShare")}</span>
  );
}
