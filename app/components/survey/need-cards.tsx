import { useSubmit } from "@remix-run/react";
import { Plus } from "lucide-react";
import { useEffect, useRef } from "react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { SkillGroup } from "#app/domain/skills/schema.ts";
import { commonPositions } from "#app/domain/survey/positions.ts";
import { emptyLine, wantedQuarters } from "#app/domain/survey/rules.ts";
import { isBlankLine, maxLines, type TypedLine } from "#app/domain/survey/schema.ts";
import { FieldError } from "#app/ui/fields.tsx";
import { HiddenField, useField } from "#app/ui/form.tsx";
import { type LocalDate, showQuarter } from "#app/vietnamese/dates.ts";
import { NeedCard } from "./need-card.tsx";

export type SkillOption = { id: string; group: SkillGroup; name: string };

/**
 * The repeating rows, as cards. Every button is a plain post that comes back with what was typed; once scripts run,
 * cards come and go without one.
 */
export function NeedCards({ skills, today }: { skills: SkillOption[]; today: LocalDate }) {
  const { t } = useTranslation(["survey", "skills"]);
  const { control, setValue, clearErrors } = useFormContext<{ needs: TypedLine[]; noNeed: string }>();
  const { fields, append, remove } = useFieldArray({ control, name: "needs" });
  const [needs, noNeed] = useWatch({ control, name: ["needs", "noNeed"] });
  const none = useField("noNeed");
  const addButton = useRef<HTMLButtonElement>(null);
  const submit = useSubmit();
  const skillOptions = skills.map(({ id, group, name }) => ({
    value: id,
    label: name,
    group: t(`skills:groups.${group}`),
  }));
  const allBlank = needs.every(isBlankLine);
  useEffect(() => {
    if (!allBlank) clearErrors("noNeed");
  }, [allBlank, clearErrors]);
  return (
    <section aria-labelledby="needs">
      <h2 id="needs">{t("needs.title")}</h2>
      <p className="mb-3 text-neutral">{t("needs.lead")}</p>
      <datalist id="positions">
        {commonPositions.map((position) => (
          <option key={position} value={position} />
        ))}
      </datalist>
      {fields.map((field, index) => (
        <NeedCard
          key={field.id}
          index={index}
          skills={skillOptions}
          quarters={quarterOptions(field.quarter, today)}
          onRemove={() => {
            remove(index);
            addButton.current?.focus();
          }}
        />
      ))}
      <div id="noNeed" className="mb-6 flex flex-col gap-3">
        <HiddenField name="noNeed" />
        {noNeed && (
          <p className="rounded-box border border-base-300 bg-base-200 p-3">{t("needs.noneChosen")}</p>
        )}
        <FieldError id={none.id} error={none.error} />
        {fields.length < maxLines && (
          <button
            ref={addButton}
            type="submit"
            name="intent"
            value="add"
            formNoValidate
            className="btn h-auto min-h-11 border-base-300 text-base font-medium"
            onClick={(event) => {
              event.preventDefault();
              setValue("noNeed", "");
              append(emptyLine);
            }}
          >
            <Plus aria-hidden="true" className="size-5" />
            {t("needs.add")}
          </button>
        )}
        {allBlank && !noNeed && (
          <button
            type="submit"
            name="intent"
            value="none"
            formNoValidate
            className="btn h-auto min-h-11 border-base-300 text-base font-medium"
            onClick={(event) => {
              // Nothing has to be filled in for this one.
              event.preventDefault();
              submit(event.currentTarget);
            }}
          >
            {t("needs.none")}
          </button>
        )}
      </div>
    </section>
  );
}

/** The coming quarters, and the line's own where it has passed. */
function quarterOptions(own: string, today: LocalDate) {
  const options = wantedQuarters(today).map(({ year, quarter, value }) => ({
    value,
    label: showQuarter(year, quarter),
  }));
  if (!/^\d{4}-[1-4]$/.test(own) || options.some((option) => option.value === own)) return options;
  return [{ value: own, label: showQuarter(Number(own.slice(0, 4)), Number(own.slice(5))) }, ...options];
}
