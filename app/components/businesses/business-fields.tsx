import { useTranslation } from "react-i18next";
import { businessKinds } from "#app/domain/businesses/schema.ts";
import { NumberField, SelectField, TextField } from "#app/ui/fields.tsx";

type Props = { clusters: { id: string; name: string }[]; taxCodeIsMasked?: boolean };

/** The fields that adding and editing a business share. */
export function BusinessFields({ clusters, taxCodeIsMasked = false }: Props) {
  const { t } = useTranslation("businesses");
  return (
    <div className="grid gap-x-6 sm:grid-cols-2">
      <TextField name="name" label={t("fields.name")} maxLength={200} required className="sm:col-span-2" />
      <TextField
        name="taxCode"
        label={t("fields.taxCode")}
        hint={taxCodeIsMasked ? t("hints.taxCodeMasked") : t("hints.taxCode")}
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
        required
        className="sm:col-span-2"
      />
      <SelectField
        name="kind"
        label={t("fields.kind")}
        options={businessKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        empty={t("choose")}
        required
      />
      <SelectField
        name="clusterId"
        label={t("fields.clusterId")}
        options={clusters.map(({ id, name }) => ({ value: id, label: name }))}
        empty={t("outsideClusters")}
      />
      <TextField name="address" label={t("fields.address")} maxLength={300} className="sm:col-span-2" />
      <TextField name="contactName" label={t("fields.contactName")} maxLength={120} autoComplete="off" />
      <TextField name="contactTitle" label={t("fields.contactTitle")} maxLength={120} autoComplete="off" />
      <TextField name="phone" type="tel" label={t("fields.phone")} maxLength={40} autoComplete="off" />
      <TextField name="email" type="email" label={t("fields.email")} maxLength={200} autoComplete="off" />
      <NumberField name="workerCount" label={t("fields.workerCount")} />
      <NumberField name="femaleCount" label={t("fields.femaleCount")} />
    </div>
  );
}
