import { Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SkillGroup } from "#app/domain/skills/schema.ts";
import { maxLines, wantedQuarters } from "#app/domain/survey/rules.ts";
import type { TypedLine } from "#app/domain/survey/schema.ts";
import { useField, useFieldSource } from "#app/ui/field.tsx";
import { FieldError } from "#app/ui/field-frame.tsx";
import { type LocalDate, showQuarter } from "#app/vietnamese/dates.ts";
import { commonPositions } from "./common-positions.ts";
import { NeedCard } from "./need-card.tsx";

export type SkillOption = { id: string; group: SkillGroup; name: string };

/**
 * The repeating rows, as cards. Every button is a plain post that comes back with what was typed; once scripts run,
 * cards come and go without one. A card keeps its place in the fields' names, so its neighbours never change theirs.
 */
export function NeedCards({ skills, today }: { skills: SkillOption[]; today: LocalDate }) {
  const { t } = useTranslation(["survey", "skills"]);
  const { values } = useFieldSource();
  const none = useField("noNeed");
  const [noNeed, setNoNeed] = useState(none.value);
  const [lines] = useState(() => (values.needs ?? []) as TypedLine[]);
  const [cards, setCards] = useState(() => [...lines.keys()]);
  const frame = useCardChanges(cards);
  const noNeedField = useRef<HTMLInputElement>(null);
  const skillOptions = skills.map(({ id, group, name }) => ({
    value: id,
    label: name,
    group: t(`skills:groups.${group}`),
  }));
  return (
    <section
      ref={frame}
      aria-labelledby="needs"
      onInput={({ target }) => {
        // Whoever fills in a need has answered the sentence that asks for one.
        if (none.error && target !== noNeedField.current)
          noNeedField.current?.dispatchEvent(new Event("input", { bubbles: true }));
      }}
    >
      <h2 id="needs">{t("needs.title")}</h2>
      <p className="mb-3 text-neutral">{t("needs.lead")}</p>
      <datalist id="positions">
        {commonPositions.map((position) => (
          <option key={position} value={position} />
        ))}
      </datalist>
      {cards.map((card, index) => (
        <NeedCard
          key={card}
          card={card}
          number={index + 1}
          skills={skillOptions}
          quarters={quarterOptions(lines[card]?.quarter ?? "", today)}
          onRemove={() => setCards(cards.filter((other) => other !== card))}
        />
      ))}
      <div id="noNeed" className="mb-6 flex flex-col gap-3">
        <input ref={noNeedField} type="hidden" name="noNeed" value={noNeed} readOnly />
        {noNeed && (
          <p className="rounded-box border border-base-300 bg-base-200 p-3">{t("needs.noneChosen")}</p>
        )}
        <FieldError id={none.id} error={none.error} />
        {cards.length < maxLines && (
          <button
            type="submit"
            name="intent"
            value="add"
            formNoValidate
            className="btn h-auto min-h-11 border-base-300 text-base font-medium"
            onClick={(event) => {
              event.preventDefault();
              setNoNeed("");
              setCards([...cards, Math.max(-1, ...cards, lines.length - 1) + 1]);
            }}
          >
            <Plus aria-hidden="true" className="size-5" />
            {t("needs.add")}
          </button>
        )}
        {!noNeed && (
          <button
            type="submit"
            name="intent"
            value="none"
            formNoValidate
            className="btn h-auto min-h-11 border-base-300 text-base font-medium"
          >
            {t("needs.none")}
          </button>
        )}
      </div>
    </section>
  );
}

/** After a card came or went: the new one, or the button for another, has the focus, and the draft has changed. */
function useCardChanges(cards: number[]) {
  const frame = useRef<HTMLElement>(null);
  const before = useRef(cards);
  useEffect(() => {
    if (before.current === cards) return;
    const added = cards.find((card) => !before.current.includes(card));
    before.current = cards;
    const target = added === undefined ? "[value=add]" : `[name="needs.${added}.position"]`;
    frame.current?.querySelector<HTMLElement>(target)?.focus();
    frame.current?.dispatchEvent(new Event("input", { bubbles: true }));
  }, [cards]);
  return frame;
}

/** The coming quarters, and the line's own where it has passed. */
function quarterOptions(own: string, today: LocalDate) {
  const options = wantedQuarters(today).map(({ year, quarter, value }) => ({
    value,
    label: showQuarter(year, quarter),
  }));
  if (!/^\d{4}-[1-4]$/.test(own) || options.some((option) => option.value === own)) return options;
  return [{ value: own, label: showQuarter(Number(own.slice(0, 4)), Number(own.slice(5))) }, ...options];
}
