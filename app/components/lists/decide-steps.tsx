import { useTranslation } from "react-i18next";
import { approveListInput, returnListInput } from "#app/domain/lists/schema.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { TextAreaField } from "#app/ui/fields.tsx";
import { ListStep, type StepValues } from "./list-step.tsx";

type Props = { approve: StepValues; returning: StepValues };

/** The leader's two buttons. */
export function DecideSteps({ approve, returning }: Props) {
  const { t } = useTranslation("lists");
  return (
    <div className="space-y-6">
      <ListStep schema={approveListInput} intent="approve" values={approve}>
        <SubmitButton wide>{t("decide.approve")}</SubmitButton>
      </ListStep>
      <ListStep schema={returnListInput} intent="return" values={{ ...returning, comment: "" }}>
        <TextAreaField name="comment" label={t("decide.comment")} hint={t("decide.commentHint")} required />
        <SubmitButton look="danger" wide>
          {t("decide.return")}
        </SubmitButton>
      </ListStep>
    </div>
  );
}
