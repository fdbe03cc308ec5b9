import { useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { ShownImport } from "#app/domain/imports/described-import.server.ts";
import { countGood, countOpen } from "#app/domain/imports/rules.ts";
import { Alert } from "#app/ui/alert.tsx";
import { ButtonLink, type Look, SubmitButton } from "#app/ui/button.tsx";
import { DownloadLink } from "#app/ui/download-link.tsx";
import { showNumber } from "#app/vietnamese/numbers.ts";
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
  const canSave = good > 0 && !blocked;
  return (
    <section className="mt-6" aria-labelledby="save">
      <h2 id="save">{t("save.title")}</h2>
      {blocked && <Alert tone="warning">{blocked}</Alert>}
      <WhatHappens preview={preview} />
      {good > 0 && consequence && <p>{consequence}</p>}
      <StepForm version={version} className="mt-3 flex flex-wrap gap-2">
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="seen" value={seen} />
        {canSave && (
          <SubmitButton name="scope" value={open > 0 ? "good" : "all"}>
            {t(open > 0 ? "save.good" : "save.all", { good: showNumber(good), open: showNumber(open) })}
          </SubmitButton>
        )}
        {open > 0 && <ToOpenRows label={t(canSave ? "save.notYet" : "save.toRows")} />}
        <ErrorFileLink preview={preview} />
      </StepForm>
    </section>
  );
}

/** How many rows would be saved and how many would not, without what there is none of. */
function WhatHappens({ preview: { plan } }: Pick<Props, "preview">) {
  const { t } = useTranslation("imports");
  const good = countGood(plan);
  const [refused, choose] = [showNumber(plan.refused), showNumber(plan.choose)];
  const told = [
    good > 0 && t("save.saved", { rows: showNumber(good) }),
    good > 0 && plan.same > 0 && t("save.same", { rows: showNumber(plan.same) }),
    plan.refused > 0 && plan.choose > 0 && t("save.both", { refused, choose }),
    plan.refused > 0 && plan.choose === 0 && t("save.refused", { rows: refused }),
    plan.choose > 0 && plan.refused === 0 && t("save.choose", { rows: choose }),
    good === 0 && t(countOpen(plan) > 0 ? "save.first" : "save.nothing"),
  ];
  return <p>{told.filter(Boolean).join(" ")}</p>;
}

/** Nothing is saved; the rows to be mended may stand on the first page only. */
function ToOpenRows({ label }: { label: string }) {
  const { pathname } = useLocation();
  return <ButtonLink to={`${pathname}#rows`}>{label}</ButtonLink>;
}

type LinkProps = { preview: ShownImport; look?: Look };

/** The sender's own file with what is to be mended. */
export function ErrorFileLink({ preview: { plan, isPurged }, look = "quiet" }: LinkProps) {
  const { t } = useTranslation("imports");
  const { pathname } = useLocation();
  if (plan.refused === 0 || isPurged) return null;
  return (
    <DownloadLink to={`${pathname}/errors.xlsx`} look={look}>
      {t("save.errorFile", { rows: showNumber(plan.refused) })}
    </DownloadLink>
  );
}
