import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ShownImport } from "#app/domain/imports/described-import.server.ts";
import { countOpen } from "#app/domain/imports/rules.ts";
import type { ImportKind } from "#app/domain/imports/schema.ts";
import type { ShownRow } from "#app/domain/imports/shown-row.ts";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { CheckedRows } from "./checked-rows.tsx";
import { useHashFocus } from "./hash-focus.ts";
import { useKept } from "./kept-rows.ts";
import { OpenRow } from "./open-row.tsx";
import { StepForm } from "./step-form.tsx";

type Props = {
  kind: ImportKind;
  preview: ShownImport;
  /** What is asked once for many rows, and where. */
  asked: ReactNode;
};

/** Whether a row can be helped by itself: what is asked once for all rows of an employer stands in the settings. */
export function isMendable({ asksWho, cells }: ShownRow): boolean {
  return asksWho || cells.some(({ problems }) => problems.length > 0);
}

/** What somebody has to look at before saving: questions about many rows, and one form that mends all wrong rows. */
export function OpenRows({ kind, preview: { rows, plan, version, understood }, asked }: Props) {
  const { t } = useTranslation("imports");
  const kept = useKept();
  const heading = useHashFocus<HTMLHeadingElement>("rows");
  const left = countOpen(plan);
  const decisions = understood?.decisions ?? [];
  const [oldPhones] = decisions.flatMap((each) =>
    each.code === "oldPhones" && each.asks ? [each.cells] : [],
  );
  const mendable = rows.filter(isMendable);
  return (
    <section aria-labelledby={left > 0 ? "rows" : undefined}>
      {left > 0 && <h2 {...heading}>{t("row.open")}</h2>}
      <CheckedRows left={left} />
      {oldPhones !== undefined && (
        <Alert tone="warning">
          {t("decision.oldPhones", { cells: oldPhones })}{" "}
          <Link to="#understood" className="link">
            {t("reading.choose")}
          </Link>
          .
        </Alert>
      )}
      {asked}
      {mendable.length > 0 && (
        <StepForm version={version} className="mb-6">
          <input type="hidden" name="intent" value="rows" />
          <input type="hidden" name="open" value={left} />
          <ul className="mb-3 grid gap-2">
            {mendable.map((row) => (
              <OpenRow key={row.rowNumber} kind={kind} row={row} kept={kept} />
            ))}
          </ul>
          <SubmitButton look="secondary">{t("row.check")}</SubmitButton>
          <p className="mt-1 text-neutral text-sm">{t("row.checkHint")}</p>
        </StepForm>
      )}
    </section>
  );
}
