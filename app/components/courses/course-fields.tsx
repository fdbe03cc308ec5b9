import { useTranslation } from "react-i18next";
import { SelectField, TextField } from "#app/ui/fields.tsx";
import { WhenUnchosen } from "#app/ui/when-unchosen.tsx";
import { type SkillOption, SkillRows } from "./skill-rows.tsx";

type Named = { id: string; name: string };
type Props = { courses: Named[]; providers: Named[]; skills: SkillOption[] };

const optionsOf = (rows: Named[]) => rows.map(({ id, name }) => ({ value: id, label: name }));

/** A known course and provider, or new ones. The fields of the new ones give way once a known one is chosen. */
export function CourseFields({ courses, providers, skills }: Props) {
  const { t } = useTranslation("courses");
  return (
    <>
      <h2>{t("form.facts")}</h2>
      {courses.length > 0 && (
        <SelectField
          name="courseId"
          label={t("form.course")}
          hint={t("form.courseHint")}
          empty={t("form.courseChoose")}
          options={optionsOf(courses)}
        />
      )}
      <WhenUnchosen name="courseId">
        <TextField name="courseName" label={t("form.courseName")} maxLength={200} />
        <SkillRows skills={skills} />
      </WhenUnchosen>
      {providers.length > 0 && (
        <SelectField
          name="providerId"
          label={t("form.provider")}
          empty={t("form.providerChoose")}
          options={optionsOf(providers)}
        />
      )}
      <WhenUnchosen name="providerId">
        <TextField name="providerName" label={t("form.providerName")} maxLength={200} />
      </WhenUnchosen>
    </>
  );
}
