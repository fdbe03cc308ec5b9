import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/ui/button.tsx";

type Props = {
  run: { id: string; listId: string | null };
  /** Whether the ward has recorded the run itself. */
  isOwn: boolean;
  mayEdit: boolean;
  isEmpty: boolean;
};

/** What can be done about a run's list. The one red button is what comes next. */
export function RunActions({ run, isOwn, mayEdit, isEmpty }: Props) {
  const { t } = useTranslation(["nominations", "courses", "rosters"]);
  return (
    <>
      <ButtonLink to={`/office/runs/${run.id}/edit`}>{t("courses:edit.title")}</ButtonLink>
      {isOwn && <ButtonLink to={`/office/runs/${run.id}/template`}>{t("rosters:open")}</ButtonLink>}
      {mayEdit && (
        <ButtonLink to={`/office/runs/${run.id}/nominate`} look={isEmpty ? "primary" : "secondary"}>
          {t("list.add")}
        </ButtonLink>
      )}
      {mayEdit && <ButtonLink to={`/office/runs/${run.id}/import`}>{t("list.import")}</ButtonLink>}
      {run.listId && !isEmpty && (
        <ButtonLink to={`/office/lists/${run.listId}`} look={mayEdit ? "primary" : "secondary"}>
          {t(mayEdit ? "list.submit" : "list.document")}
        </ButtonLink>
      )}
    </>
  );
}
