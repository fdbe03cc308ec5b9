import { useTranslation } from "react-i18next";
import { exportFormats } from "#app/lib/export-formats.ts";
import { DownloadLink } from "./download-link.tsx";

/**
 * What is shown, as a file: a small menu of three formats that opens without scripts.
 * @param to the download without its ending, with the page's filters: `/office/people` and `?q=…`
 */
export function ExportMenu({ to, search = "", label }: { to: string; search?: string; label?: string }) {
  const { t } = useTranslation();
  return (
    <details className="sm:relative">
      <summary className="btn btn-outline h-auto min-h-10 border-base-300 bg-base-100 py-1.5 text-base font-medium hover:bg-base-200 hover:text-base-content">
        {label ?? t("export.label")} <span aria-hidden="true">▾</span>
      </summary>
      <ul className="absolute inset-x-4 z-10 mt-1 rounded-box border border-base-300 bg-base-100 p-1 shadow sm:right-0 sm:left-auto sm:w-72">
        {exportFormats.map((format) => (
          <li key={format}>
            <DownloadLink
              to={`${to}.${format}${search}`}
              className="block rounded-field px-3 py-2 no-underline hover:bg-base-200"
            >
              <span className="block font-medium">{t(`export.formats.${format}`)}</span>
              <span className="block text-neutral text-sm">{t(`export.hints.${format}`)}</span>
            </DownloadLink>
          </li>
        ))}
      </ul>
    </details>
  );
}
