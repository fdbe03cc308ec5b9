import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { emptyLine } from "#app/domain/survey/rules.ts";
import type { TypedAnswer } from "#app/domain/survey/schema.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { TextAreaField } from "#app/ui/fields.tsx";
import { PostForm } from "#app/ui/post-form.tsx";
import type { LocalDate } from "#app/vietnamese/dates.ts";
import { AutosaveLine } from "./autosave-line.tsx";
import { BusinessFields } from "./business-fields.tsx";
import { MissingList } from "./missing-list.tsx";
import { NeedCards, type SkillOption } from "./need-cards.tsx";

type Props = {
  answer: TypedAnswer;
  /** Further values of the form: its key, and what `children` ask. */
  values: FormValues;
  /** Version of what the form saves over: of the draft, or of the response where nothing is saved. 0 for none. */
  version: number;
  skills: SkillOption[];
  today: LocalDate;
  /** What still has to be filled in, as the server says; each save of the draft says it anew. */
  missing?: string[];
  /** Where drafts are saved while somebody types; without it nothing is saved before the form is sent. */
  autosaveTo?: string;
  /** When the draft that stands in the form was saved. */
  savedAt?: Date | null;
  /** A line below the heading of the business: where its figures come from. */
  origin?: ReactNode;
  /** More fields, and the buttons. */
  children: ReactNode;
};

/** The answer of a business, as it fills it in on a phone and as an officer writes down what it said. */
export function AnswerForm(props: Props) {
  const { t } = useTranslation("survey");
  const { answer, values, version, skills, today, missing, autosaveTo, savedAt, origin, children } = props;
  const frameId = useId();
  const [saved, setSaved] = useState<{ version: number; missing?: string[] }>({ version });
  // A first card stands open, so that nobody has to look for how to begin.
  const needs = answer.needs.length > 0 || answer.noNeed ? answer.needs : [emptyLine];
  return (
    <div id={frameId}>
      <PostForm values={{ ...answer, needs, ...values }}>
        {/* Versions only grow: what the page was loaded with, or what its own last save made of it. */}
        <input type="hidden" name="version" value={Math.max(version, saved.version)} readOnly />
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
        {autosaveTo && (
          <AutosaveLine url={autosaveTo} frameId={frameId} savedAt={savedAt ?? null} onSaved={setSaved} />
        )}
        {missing && <MissingList fields={saved.missing ?? missing} />}
        {children}
      </PostForm>
    </div>
  );
}
