import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DownloadLink } from "#app/ui/download-link.tsx";

type Props = {
  /** Path of the run, and of the page with the forms. */
  run: string;
  area: string;
  forms: { id: string; name: string }[];
  /** Whether there is a list to be filled in. */
  hasList: boolean;
};

/** The list of a run in each form that is in use. */
export function FormDownloads({ run, area, forms, hasList }: Props) {
  const { t } = useTranslation("forms");
  return (
    <section className="mt-6">
      <h2>{t("download.title")}</h2>
      {hasList && (
        <ul className="mb-3 flex flex-wrap gap-3">
          {forms.map(({ id, name }) => (
            <li key={id}>
              <DownloadLink to={`${run}/form/${id}.xlsx`}>{t("download.form", { name })}</DownloadLink>
            </li>
          ))}
        </ul>
      )}
      <Link to={area} className="link text-secondary">
        {t("download.manage")}
      </Link>
    </section>
  );
}
