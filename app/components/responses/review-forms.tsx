import { useTranslation } from "react-i18next";
import { returnResponseInput, verifyResponseInput } from "#app/domain/survey/schema.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { TextAreaField } from "#app/ui/fields.tsx";
import { ActionForm, HiddenField } from "#app/ui/form.tsx";

type Props = { values: FormValues; canVerify: boolean; takesAnswers: boolean };

/** The two ways an answer can go: verified, or returned with a comment. */
export function ReviewForms({ values, canVerify, takesAnswers }: Props) {
  const { t } = useTranslation("rounds");
  return (
    <section className="no-print max-w-xl">
      <h2>{t("response.review")}</h2>
      {canVerify && (
        <>
          <p className="mb-3 text-neutral">{t("response.verifyLead")}</p>
          <ActionForm schema={verifyResponseInput} values={values} intent="verify" className="mb-6">
            <HiddenField name="responseId" />
            <HiddenField name="version" />
            <SubmitButton>{t("response.verify")}</SubmitButton>
          </ActionForm>
        </>
      )}
      <ActionForm schema={returnResponseInput} values={values} intent="return">
        <HiddenField name="responseId" />
        <HiddenField name="version" />
        <TextAreaField
          name="comment"
          label={t("response.comment")}
          hint={takesAnswers ? t("response.returnLead") : t("response.returnClosed")}
          required
        />
        <SubmitButton look="danger">{t("response.return")}</SubmitButton>
      </ActionForm>
    </section>
  );
}
