import { useTranslation } from "react-i18next";
import { type Gender, type Qualification, updatePersonInput } from "#app/domain/people/schema.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { type Option, SelectField } from "#app/ui/fields.tsx";
import { ActionForm, HiddenField } from "#app/ui/form.tsx";
import { showDate } from "#app/vietnamese/dates.ts";
import { showPhone } from "#app/vietnamese/phone.ts";
import { PersonFields } from "./person-fields.tsx";

type Person = {
  id: string;
  version: number;
  fullName: string;
  gender: Gender | null;
  birthDate: string | null;
  nationalIdMasked: string | null;
  phone: string | null;
  email: string | null;
  qualification: Qualification | null;
  position: string | null;
  businessId: string | null;
  business: string | null;
};

/** @param businesses to choose the employer from; without them it is not to be changed */
export function PersonForm({ person, businesses }: { person: Person; businesses?: Option[] }) {
  const { t } = useTranslation(["people", "app"]);
  const values = {
    personId: person.id,
    version: String(person.version),
    fullName: person.fullName,
    gender: person.gender ?? "",
    birthDate: person.birthDate ? showDate(person.birthDate) : "",
    nationalId: "",
    phone: person.phone ? showPhone(person.phone) : "",
    email: person.email ?? "",
    qualification: person.qualification ?? "",
    position: person.position ?? "",
    businessId: person.businessId ?? "",
  };
  return (
    <ActionForm
      key={person.version}
      schema={updatePersonInput}
      values={values}
      intent="update"
      className="max-w-2xl"
    >
      <HiddenField name="personId" />
      <HiddenField name="version" />
      <PersonFields nameRequired nationalIdKept={person.nationalIdMasked} />
      {businesses && (
        <SelectField
          name="businessId"
          label={t("business")}
          empty={t("noBusiness")}
          options={withEmployer(businesses, person)}
        />
      )}
      <SubmitButton>{t("app:actions.save")}</SubmitButton>
    </ActionForm>
  );
}

/** A business that was closed since is no choice any more, but saving the form must not take the employer away. */
function withEmployer(options: Option[], { businessId, business }: Person): Option[] {
  const isKnown = businessId === null || options.some((option) => option.value === businessId);
  return isKnown ? options : [{ value: businessId, label: business ?? "" }, ...options];
}
