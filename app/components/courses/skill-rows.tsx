import { useTranslation } from "react-i18next";
import { type SkillGroup, skillLevels } from "#app/domain/skills/schema.ts";
import { SelectField } from "#app/ui/fields.tsx";
import { RowGroup } from "./row-group.tsx";

export type SkillOption = { id: string; group: SkillGroup; name: string };

/** What a course teaches. */
export function SkillRows({ skills }: { skills: SkillOption[] }) {
  const { t } = useTranslation(["courses", "skills"]);
  const skillOptions = skills.map(({ id, group, name }) => ({
    value: id,
    label: name,
    group: t(`skills:groups.${group}`),
  }));
  const levelOptions = skillLevels.map((level) => ({
    value: String(level),
    label: t(`skills:levels.${level}`),
  }));
  return (
    <RowGroup
      name="skills"
      legend={t("form.skills")}
      hint={t("form.skillsHint")}
      addLabel={t("form.addSkill")}
      most={10}
      describe={({ skillId, level }) =>
        [
          skillOptions.find(({ value }) => value === skillId)?.label,
          levelOptions.find(({ value }) => value === level)?.label,
        ].join(": ")
      }
    >
      {(index) => (
        <>
          <SelectField
            name={`skills.${index}.skillId`}
            label={t("form.skill")}
            empty=""
            options={skillOptions}
            className="max-sm:col-span-2 sm:w-1/2"
          />
          <SelectField
            name={`skills.${index}.level`}
            label={t("form.level")}
            empty=""
            options={levelOptions}
            className="max-sm:col-span-2 sm:w-1/2"
          />
        </>
      )}
    </RowGroup>
  );
}
