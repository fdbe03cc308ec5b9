import { useTranslation } from "react-i18next";
import type { getRound } from "#app/domain/rounds/queries.server.ts";
import { roundStepInput, updateRoundInput } from "#app/domain/rounds/schema.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { ActionForm, HiddenField } from "#app/ui/form.tsx";
import { showDate } from "#app/vietnamese/dates.ts";
import { RoundFields } from "./round-fields.tsx";

/** A draft: look at the days once more, then open it. */
export function DraftRound({ round }: { round: Awaited<ReturnType<typeof getRound>> }) {
  const { t } = useTranslation(["rounds", "app"]);
  const values = {
    roundId: round.id,
    version: String(round.version),
    title: round.title,
    opensOn: showDate(round.opensOn),
    closesOn: showDate(round.closesOn),
    lateUntil: round.lateUntil === round.closesOn ? "" : showDate(round.lateUntil),
  };
  return (
    <>
      <ActionForm
        key={round.version}
        schema={updateRoundInput}
        values={values}
        intent="update"
        className="max-w-xl"
      >
        <HiddenField name="roundId" />
        <HiddenField name="version" />
        <RoundFields />
        <SubmitButton look="secondary">{t("app:actions.save")}</SubmitButton>
      </ActionForm>
      <section className="max-w-xl">
        <h2>{t("open.title")}</h2>
        <p className="mb-3">{t("open.lead")}</p>
        <ActionForm key={round.version} schema={roundStepInput} values={values} intent="open">
          <HiddenField name="roundId" />
          <HiddenField name="version" />
          <SubmitButton>{t("open.submit")}</SubmitButton>
        </ActionForm>
      </section>
    </>
  );
}
