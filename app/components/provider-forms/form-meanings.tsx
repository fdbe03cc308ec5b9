import { useTranslation } from "react-i18next";
import type { OpenedForm } from "#app/domain/provider-forms/open-form.server.ts";
import { answerPlaces, formFacts, formFields } from "#app/domain/provider-forms/schema.ts";
import { SelectField } from "#app/ui/fields.tsx";

/** What each column of the form is filled with. */
export function FormColumns({ columns }: Pick<OpenedForm, "columns">) {
  const { t } = useTranslation("forms");
  const options = formFields.map((field) => ({ value: field, label: t(`fields.${field}`) }));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 font-semibold text-lg">{t("check.columns")}</legend>
      <div className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
        {columns.map(({ column, letter, label }) => (
          <SelectField
            key={column}
            name={`columns.c${column}`}
            label={t("check.column", { letter })}
            hint={label}
            options={options}
            empty={t("check.leaveBlank")}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** What the cells around the list are filled with, and where. */
export function FormFacts({ facts }: Pick<OpenedForm, "facts">) {
  const { t } = useTranslation("forms");
  const options = formFacts.map((fact) => ({ value: fact, label: t(`factNames.${fact}`) }));
  const places = answerPlaces.map((place) => ({ value: place, label: t(`places.${place}`) }));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 font-semibold text-lg">{t("check.facts")}</legend>
      <p className="mb-3 text-neutral text-sm">{t("check.factsHelp")}</p>
      {facts.map(({ name, address, text }) => (
        <div key={name} className="grid items-end gap-x-6 sm:grid-cols-2">
          <SelectField
            name={`facts.${name}.fact`}
            label={t("check.cell", { address, text })}
            options={options}
            empty={t("check.keep")}
          />
          <SelectField name={`facts.${name}.place`} label={t("check.place", { address })} options={places} />
        </div>
      ))}
    </fieldset>
  );
}
