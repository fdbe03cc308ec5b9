import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { NumberField, TextField } from "#app/ui/fields.tsx";

/** Whom to call, and how many people work there: counts alone, never names of workers. */
export function BusinessFields({ origin }: { origin?: ReactNode }) {
  const { t } = useTranslation("survey");
  return (
    <section aria-labelledby="business">
      <h2 id="business">{t("business.title")}</h2>
      {origin && <p className="mb-3 text-neutral">{origin}</p>}
      <div className="grid grid-cols-2 gap-x-4">
        <div id="workerCount">
          <NumberField name="workerCount" label={t("business.workerCount")} required />
        </div>
        <div id="femaleCount">
          <NumberField name="femaleCount" label={t("business.femaleCount")} required />
        </div>
      </div>
      <div id="digitalWorkerCount">
        <NumberField
          name="digitalWorkerCount"
          label={t("business.digitalWorkerCount")}
          hint={t("business.digitalWorkerHint")}
        />
      </div>
      <div id="contactName">
        <TextField
          name="contactName"
          label={t("business.contactName")}
          autoComplete="name"
          maxLength={120}
          required
        />
      </div>
      <TextField
        name="contactTitle"
        label={t("business.contactTitle")}
        autoComplete="organization-title"
        maxLength={120}
      />
      <div id="phone">
        <TextField
          name="phone"
          label={t("business.phone")}
          hint={t("business.phoneHint")}
          type="tel"
          autoComplete="tel"
          maxLength={60}
          required
        />
      </div>
    </section>
  );
}
