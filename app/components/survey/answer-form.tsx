import { useActionData } from "@remix-run/react";
import { type ReactNode, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { emptyLine } from "#app/domain/survey/rules.ts";
import type { TypedAnswer } from "#app/domain/survey/schema.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { TextAreaField } from "#app/ui/fields.tsx";
import { ActionForm } from "#app/ui/form.tsx";
import type { LocalDate } from "#app/vietnamese/dates.ts";
import { AutosaveLine } from "./autosave-line.tsx";
import { BusinessFields } from "./business-fields.tsx";
import { MissingList } from "./missing-list.tsx";
import { NeedCards, type SkillOption } from "./need-cards.tsx";

type Props = {
  /** What the buttons in `children` post is checked with it. */
  schema: Parameters<typeof ActionForm>[0]["schema"];
  answer: TypedAnswer;
  /** Further values of the form: its key, and what `children` ask. */
  values: FormValues;
  /** Version of the response that `answer` was read from; 0 for none. */
  version: number;
  skills: SkillOption[];
  today: LocalDate;
  /** Where drafts are saved while somebody types; without it nothing is saved before the form is sent. */
  autosaveTo?: string;
  /** A line below the heading of the business: where its figures come from. */
  origin?: ReactNode;
  /** More fields, and the buttons. */
  children: ReactNode;
};

/** The answer of a business, as it fills it in on a phone and as an officer writes down what it said. */
export function AnswerForm({
  schema,
  answer,
  values,
  version,
  skills,
  today,
  autosaveTo,
  origin,
  children,
}: Props) {
  const { t } = useTranslation("survey");
  const frameId = useId();
  const [savedVersion, setSavedVersion] = useState(version);
  const refused = useActionData() as { errors?: Record<string, string> } | undefined;
  useEffect(() => {
    // The sentence about the whole form stands at its head, far above the button that was pressed.
    if (refused?.errors?.[""]) document.getElementById(frameId)?.scrollIntoView();
  }, [refused, frameId]);
  // A first card stands open, so that nobody has to look for how to begin.
  const needs = answer.needs.length > 0 || answer.noNeed ? answer.needs : [emptyLine];
  return (
    <div id={frameId}>
      <ActionForm schema={schema} values={{ ...answer, needs, ...values, version: String(version) }}>
        {/* Versions only grow: what the page was loaded with, or what its own last save made of it. */}
        <input type="hidden" name="version" value={Math.max(version, savedVersion)} readOnly />
        {/* Enter in a field presses the first button of a form, which must not remove a line. */}
        <button
          type="submit"
          name="intent"
          value="review"
          tabIndex={-1}
          aria-hidden="true"
          className="sr-only"
        />
        <BusinessFields origin={origin} />
        <NeedCards skills={skills} today={today} />
        <div id="note">
          <TextAreaField name="note" label={t("needs.note")} hint={t("needs.noteHint")} rows={2} />
        </div>
        {autosaveTo && <AutosaveLine url={autosaveTo} frameId={frameId} onSaved={setSavedVersion} />}
        <MissingList />
        {children}
      </ActionForm>
    </div>
  );
}
