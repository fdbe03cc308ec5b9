import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { CopyField } from "#app/ui/copy-field.tsx";

/** The link with which an account's holder sets a password. The database keeps its hash alone: this is the one time. */
export function OneTimeLink({ email, link }: { email: string; link: string }) {
  const { t } = useTranslation("accounts");
  return (
    <section className="max-w-3xl">
      <Alert tone="success">
        <p className="font-medium">{t("link.title", { email })}</p>
        <p>{t("link.lead")}</p>
      </Alert>
      <CopyField
        label={t("link.label")}
        value={link}
        rows={2}
        labels={{ copy: t("link.copy"), copied: t("link.copied"), selected: t("link.selected") }}
      />
      <ButtonLink to="/admin/accounts">{t("link.back")}</ButtonLink>
    </section>
  );
}
