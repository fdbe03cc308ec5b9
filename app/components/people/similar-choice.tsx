import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { anotherPerson, similarPeopleOf } from "#app/domain/people/rules.ts";
import { RadioField } from "#app/ui/fields.tsx";
import { showDate } from "#app/vietnamese/dates.ts";

/** Asks about similar files where the server has found some; shows nothing before. */
export function SimilarChoice() {
  const { t } = useTranslation("people");
  const answer = useActionData() as { errors?: Record<string, string> } | undefined;
  const people = similarPeopleOf(answer?.errors?.samePerson);
  if (people.length === 0) return null;
  const options = people.map(({ id, fullName, birthDate, business }) => ({
    value: id,
    label: t("similar.same", {
      name: fullName,
      birthDate: birthDate ? showDate(birthDate) : t("similar.unknownBirth"),
      business: business ?? t("similar.noBusiness"),
    }),
  }));
  return (
    <div className="mb-4 rounded-box border border-warning-content/30 bg-warning p-4">
      <RadioField
        name="samePerson"
        label={t("similar.title")}
        hint={t("similar.lead")}
        options={[...options, { value: anotherPerson, label: t("similar.other") }]}
        className="mb-0"
      />
    </div>
  );
}
