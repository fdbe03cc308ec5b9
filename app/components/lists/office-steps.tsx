import { useTranslation } from "react-i18next";
import type { Review } from "#app/domain/lists/rules.ts";
import {
  issueListInput,
  signingCapacities,
  submitListInput,
  withdrawListInput,
} from "#app/domain/lists/schema.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { DateField, NumberField, SelectField, TextAreaField } from "#app/ui/fields.tsx";
import { showDate, todayInVietnam } from "#app/vietnamese/dates.ts";
import { usualCapacity } from "#app/vietnamese/official-letter.ts";
import { NotedList } from "./list-review.tsx";
import { ListStep, type StepValues } from "./list-step.tsx";

export function SubmitStep({ values, review }: { values: StepValues; review: Review }) {
  const { t } = useTranslation("lists");
  return (
    <section>
      <h2>{t("warnings.title")}</h2>
      <NotedList {...review} />
      <h2>{t("submit.title")}</h2>
      {review.isReady ? (
        <ListStep schema={submitListInput} intent="submit" values={{ ...values, note: "" }}>
          <TextAreaField
            name="note"
            label={t("submit.note")}
            hint={t("submit.noteHint")}
            required={review.needsNote}
          />
          <SubmitButton>{t("submit.action")}</SubmitButton>
        </ListStep>
      ) : (
        <p>{t("submit.notReady")}</p>
      )}
    </section>
  );
}

export function WithdrawStep({ values }: { values: StepValues }) {
  const { t } = useTranslation("lists");
  return (
    <section>
      <h2>{t("withdraw.title")}</h2>
      <p className="mb-3 max-w-prose">{t("withdraw.lead")}</p>
      <ListStep schema={withdrawListInput} intent="withdraw" values={values}>
        <SubmitButton look="secondary">{t("withdraw.action")}</SubmitButton>
      </ListStep>
    </section>
  );
}

type Signer = { id: string; fullName: string; postTitle: string | null };

export function IssueStep({
  values,
  signers,
  decidedBy,
  symbol,
}: {
  values: StepValues;
  signers: Signer[];
  decidedBy: string | null;
  symbol: string;
}) {
  const { t } = useTranslation("lists");
  // Who approved usually signs.
  const signer = signers.find(({ id }) => id === decidedBy) ?? signers[0];
  const firstValues = {
    ...values,
    letterNumber: "",
    letterDate: showDate(todayInVietnam(new Date())),
    signerId: signer?.id ?? "",
    signingCapacity: usualCapacity(signer?.postTitle ?? null),
  };
  return (
    <section>
      <h2>{t("issue.title")}</h2>
      <p className="mb-3 max-w-prose">{t("issue.lead")}</p>
      <ListStep schema={issueListInput} intent="issue" values={firstValues}>
        <div className="grid items-end gap-x-6 sm:grid-cols-2">
          <NumberField
            name="letterNumber"
            label={t("issue.letterNumber")}
            hint={t("issue.letterNumberHint", { symbol })}
            required
          />
          <DateField name="letterDate" label={t("issue.letterDate")} hint="dd/mm/yyyy" required />
          <SelectField
            name="signerId"
            label={t("issue.signer")}
            options={signers.map(({ id, fullName, postTitle }) => ({
              value: id,
              label: postTitle ? `${fullName}, ${postTitle}` : fullName,
            }))}
            required
          />
          <SelectField
            name="signingCapacity"
            label={t("issue.capacity")}
            options={signingCapacities.map((capacity) => ({
              value: capacity,
              label: t(`issue.capacities.${capacity}`),
            }))}
            required
          />
        </div>
        <SubmitButton>{t("issue.action")}</SubmitButton>
      </ListStep>
    </section>
  );
}
