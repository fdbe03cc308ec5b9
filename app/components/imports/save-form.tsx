import { useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { ShownImport } from "#app/domain/imports/described-import.server.ts";
import { countGood, countOpen } from "#app/domain/imports/rules.ts";
import { Alert } from "#app/ui/alert.tsx";
import { ButtonLink, SubmitButton } from "#app/ui/button.tsx";
import { StepForm } from "./step-form.tsx";

type Props = {
  preview: ShownImport;
  /** Why nothing can be saved now, as a sentence. */
  blocked: string | null;
  /** What saving would do beyond the rows: seats. */
  consequence?: string | null;
};

/** The last step: only the good rows, or nothing until all are good. */
export function SaveForm({ preview, blocked, consequence }: Props) {
  const { t } = useTranslation("imports");
  const { plan, version, seen } = preview;
  const [good, open] = [countGood(plan), countOpen(plan)];
  return (
    <section className="mt-6" aria-labelledby="save">
      <h2 id="save">{t("save.title")}</h2>
      {blocked && <Alert tone="warning">{blocked}</Alert>}
      <p>
        {good > 0
          ? t("save.plain", { good, same: plan.same })
          : t(open > 0 ? "save.first" : "save.nothing", { open })}{" "}
        {good > 0 && consequence}
      </p>
      {good > 0 && open > 0 && <p className="mt-1">{t("save.open", { open })}</p>}
      <StepForm version={version} className="mt-3 flex flex-wrap gap-2">
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="seen" value={seen} />
        {!blocked && good > 0 && (
          <SubmitButton name="scope" value={open > 0 ? "good" : "all"}>
            {open > 0 ? t("save.good", { count: good, open }) : t("save.all", { count: good })}
          </SubmitButton>
        )}
        {!blocked && good > 0 && open > 0 && (
          <SubmitButton look="secondary" name="scope" value="all">
            {t("save.allOrNothing")}
          </SubmitButton>
        )}
        <ErrorFileLink preview={preview} />
      </StepForm>
    </section>
  );
}

/** The sender's own file with what is to be mended. */
export function ErrorFileLink({ preview: { plan, isPurged } }: { preview: ShownImport }) {
  const { t } = useTranslation("imports");
  const { pathname } = useLocation();
  if (plan.refused === 0 || isPurged) return null;
  return (
    <ButtonLink to={`${pathname}/errors.xlsx`} download>
      {t("save.errorFile", { count: plan.refused })}
    </ButtonLink>
  );
}
