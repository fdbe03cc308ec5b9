import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Refused } from "#app/ui/post-form.tsx";

/** Whose list an uploaded file is: the employer of its rows that name none, and how its columns were read before. */
export function SenderChoice({ businesses }: { businesses: { id: string; name: string }[] }) {
  const { t } = useTranslation("imports");
  const refused = useActionData() as Partial<Refused> | undefined;
  return (
    <label className="mb-4 block">
      <span className="mb-1 block font-medium">{t("nominees.sender")}</span>
      <select
        name="businessId"
        defaultValue={String(refused?.values?.businessId ?? "")}
        className="select w-full text-base"
      >
        <option value="">{t("nominees.severalSenders")}</option>
        {businesses.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
