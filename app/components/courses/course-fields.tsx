import { useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { SelectField, TextField } from "#app/ui/fields.tsx";
import { useHydrated } from "#app/ui/form.tsx";
import { type SkillOption, SkillRows } from "./skill-rows.tsx";

type Named = { id: string; name: string };
type Props = { courses: Named[]; providers: Named[]; skills: SkillOption[] };

const optionsOf = (rows: Named[]) => rows.map(({ id, name }) => ({ value: id, label: name }));

/** A known course and provider, or new ones. The fields of the new ones give way once a known one is chosen. */
export function CourseFields({ courses, providers, skills }: Props) {
  const { t } = useTranslation("courses");
  const isNewCourse = useIsUnchosen("courseId");
  const isNewProvider = useIsUnchosen("providerId");
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
      {isNewCourse && (
        <>
          <TextField name="courseName" label={t("form.courseName")} maxLength={200} />
          <SkillRows skills={skills} />
        </>
      )}
      {providers.length > 0 && (
        <SelectField
          name="providerId"
          label={t("form.provider")}
          empty={t("form.providerChoose")}
          options={optionsOf(providers)}
        />
      )}
      {isNewProvider && <TextField name="providerName" label={t("form.providerName")} maxLength={200} />}
    </>
  );
}

/** Before scripts run nobody knows what will be chosen, so both ways stay open. */
function useIsUnchosen(name: string): boolean {
  const chosen: unknown = useWatch({ name });
  const hydrated = useHydrated();
  return !hydrated || !chosen;
}
