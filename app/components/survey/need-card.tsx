import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { skillLevels } from "#app/domain/skills/schema.ts";
import type { NeedMode } from "#app/domain/survey/schema.ts";
import { HiddenField } from "#app/ui/field.tsx";
import { type Option, RadioField, SelectField, TextField } from "#app/ui/fields.tsx";
import { PeopleField } from "./people-field.tsx";

/** In the order of the form. Not the schema's own list: its module would bring the whole checker to the phone. */
const modes: NeedMode[] = ["hire", "train"];

type Props = {
  /** The place of its fields in the names `needs.<card>.…`. */
  card: number;
  /** How it is counted on the page, from 1. */
  number: number;
  skills: Option[];
  quarters: Option[];
  onRemove: () => void;
};

/** One need line. */
export function NeedCard({ card, number, skills, quarters, onRemove }: Props) {
  const { t } = useTranslation(["survey", "skills"]);
  const name = (field: string) => `needs.${card}.${field}`;
  return (
    <fieldset className="mb-4 rounded-box border border-base-300 p-4 pt-2">
      <div className="mb-2 flex items-center justify-between">
        <legend className="contents">
          <span className="font-semibold">{t("needs.line", { number })}</span>
        </legend>
        <button
          type="submit"
          name="intent"
          value={`remove.${card}`}
          formNoValidate
          aria-label={t("needs.remove", { number })}
          className="btn btn-ghost -mr-2 size-11 p-0"
          onClick={(event) => {
            event.preventDefault();
            onRemove();
          }}
        >
          <Trash2 aria-hidden="true" className="size-5" />
        </button>
      </div>
      <HiddenField name={name("id")} />
      <div id={name("position")}>
        <TextField
          name={name("position")}
          label={t("needs.position")}
          hint={number === 1 ? t("needs.positionHint") : undefined}
          list="positions"
          autoComplete="off"
          maxLength={120}
        />
      </div>
      <div id={name("skillId")}>
        <SelectField
          name={name("skillId")}
          label={t("needs.skill")}
          empty={t("needs.chooseSkill")}
          options={skills}
        />
      </div>
      <div id={name("level")}>
        <SelectField
          name={name("level")}
          label={t("needs.level")}
          empty={t("needs.chooseLevel")}
          options={skillLevels.map((level) => ({ value: String(level), label: t(`skills:levels.${level}`) }))}
        />
      </div>
      <div id={name("mode")}>
        <RadioField
          name={name("mode")}
          label={t("needs.mode")}
          options={modes.map((mode) => ({ value: mode, label: t(`needs.${mode}`) }))}
        />
      </div>
      <div className="grid grid-cols-2 gap-x-4">
        <div id={name("people")}>
          <PeopleField name={name("people")} />
        </div>
        <div id={name("quarter")}>
          <SelectField
            name={name("quarter")}
            label={t("needs.quarter")}
            empty={t("needs.chooseQuarter")}
            options={quarters}
            className="mb-0"
          />
        </div>
      </div>
    </fieldset>
  );
}
