import { useTranslation } from "react-i18next";
import { PersonFields } from "#app/components/people/person-fields.tsx";
import { SimilarChoice } from "#app/components/people/similar-choice.tsx";
import { countNeed, likeliestNeed, type NeedLine } from "#app/domain/nominations/rules.ts";
import { nominateInput } from "#app/domain/nominations/schema.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { SelectField, TextField } from "#app/ui/fields.tsx";
import { ActionForm, HiddenField, IdempotencyKey } from "#app/ui/form.tsx";
import { WhenUnchosen } from "#app/ui/when-unchosen.tsx";
import { type LocalDate, showDate } from "#app/vietnamese/dates.ts";

type Props = {
  runId: string;
  /** Empty for a business: it is its own. */
  businessId: string;
  idempotencyKey: string;
  people: { id: string; fullName: string; birthDate: string | null }[];
  needs: NeedLine[];
  /** Set when the deadline has passed, and so a note is asked for. */
  passedDeadline: LocalDate | null;
  submitLabel: string;
};

/** One person for one run: a known one or a new one, and the need that is served or the reason why there is none. */
export function NominateForm(props: Props) {
  const { runId, businessId, idempotencyKey, people, needs, passedDeadline, submitLabel } = props;
  const { t } = useTranslation(["nominations", "people"]);
  const values = {
    idempotencyKey,
    runId,
    businessId,
    personId: "",
    needLineId: likeliestNeed(needs)?.id ?? "",
  };
  return (
    // A new key is a new form: the next person starts with empty fields.
    <ActionForm
      key={idempotencyKey}
      schema={nominateInput}
      values={values}
      intent="nominate"
      className="max-w-2xl"
    >
      <IdempotencyKey />
      <HiddenField name="runId" />
      <HiddenField name="businessId" />
      <SimilarChoice />
      {people.length > 0 && (
        <SelectField
          name="personId"
          label={t("form.person")}
          empty={t("form.newPerson")}
          options={people.map(({ id, fullName, birthDate }) => ({
            value: id,
            label: birthDate ? `${fullName}, ${showDate(birthDate)}` : fullName,
          }))}
        />
      )}
      <WhenUnchosen name="personId">
        <h2>{t("form.newPersonTitle")}</h2>
        {people.length > 0 && <p className="mb-2 text-neutral text-sm">{t("form.newPersonHint")}</p>}
        <PersonFields nameRequired={people.length === 0} />
      </WhenUnchosen>
      <h2>{t("list.serves")}</h2>
      {needs.length > 0 && (
        <SelectField
          name="needLineId"
          label={t("form.need")}
          empty={t("form.noNeed")}
          hint={likeliestNeed(needs) ? undefined : t("form.needsCovered")}
          options={needs.map((line) => ({
            value: line.id,
            label: t("form.needOption", { ...line, ...countNeed(line) }),
          }))}
        />
      )}
      <WhenUnchosen name="needLineId">
        <TextField
          name="outsideNeedReason"
          label={t("form.outsideNeedReason")}
          hint={needs.length > 0 ? t("form.outsideNeedReasonHint") : undefined}
          maxLength={300}
          required={needs.length === 0}
        />
      </WhenUnchosen>
      {passedDeadline && (
        <TextField
          name="lateNote"
          label={t("form.lateNote")}
          hint={t("form.lateNoteHint", { deadline: showDate(passedDeadline) })}
          maxLength={300}
          required
        />
      )}
      <SubmitButton>{submitLabel}</SubmitButton>
    </ActionForm>
  );
}
