import { useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { type Option, SelectField, TextField } from "#app/ui/fields.tsx";
import { IdempotencyKey } from "#app/ui/form.tsx";
import { PostForm } from "#app/ui/post-form.tsx";
import { SelectionFields } from "#app/ui/selection.tsx";

/** The form to which the boxes of the table belong. */
export const manyForm = "many-businesses";

/** What can be done with several businesses at once. It opens by itself when something in it was refused. */
export function ManyBusinesses({
  total,
  seen,
  clusters,
  idempotencyKey,
  isRefused,
}: {
  total: number;
  seen: string;
  clusters: Option[];
  idempotencyKey: string;
  isRefused: boolean;
}) {
  const { t } = useTranslation("businesses");
  return (
    <details open={isRefused || undefined} className="no-print mt-4 max-w-3xl">
      <summary className="cursor-pointer py-2 text-secondary underline">{t("many.title")}</summary>
      <PostForm
        key={idempotencyKey}
        id={manyForm}
        values={{ idempotencyKey, scope: "chosen" }}
        className="mt-2 rounded-box border border-base-300 bg-base-200 px-5 pt-4 pb-1"
      >
        <IdempotencyKey />
        <SelectionFields total={total} seen={seen} />
        <div className="flex flex-wrap items-end gap-x-3">
          <SelectField
            name="clusterId"
            label={t("many.cluster")}
            options={clusters}
            empty={t("outsideClusters")}
            className="w-full sm:w-96"
          />
          <div className="mb-4">
            <SubmitButton look="secondary" name="intent" value="move">
              {t("many.move")}
            </SubmitButton>
          </div>
        </div>
        <div className="flex flex-wrap items-end gap-x-3">
          <TextField name="reason" label={t("many.closeReason")} maxLength={300} className="w-full sm:w-96" />
          <div className="mb-4">
            <SubmitButton look="danger" name="intent" value="close">
              {t("many.close")}
            </SubmitButton>
          </div>
        </div>
      </PostForm>
    </details>
  );
}

/** What was done with the businesses that were chosen last. */
export function ManyDone() {
  const { t } = useTranslation("businesses");
  const [params] = useSearchParams();
  const [, what, total] = /^(closed|moved)-(\d{1,4})$/.exec(params.get("done") ?? "") ?? [];
  if (!what || !total) return null;
  return <Alert tone="success">{t(what === "closed" ? "many.closed" : "many.moved", { total })}</Alert>;
}
