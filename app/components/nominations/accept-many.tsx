import { useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";
import { SubmitButton } from "#app/ui/button.tsx";
import { IdempotencyKey } from "#app/ui/form.tsx";
import { PostForm } from "#app/ui/post-form.tsx";
import { SelectionFields } from "#app/ui/selection.tsx";

/** The form to which the boxes of the proposals belong, and the intention that it posts. */
export const acceptManyForm = "accept-many";

/** Takes several proposals into the list with one press. */
export function AcceptMany({
  total,
  seen,
  idempotencyKey,
}: {
  total: number;
  seen: string;
  idempotencyKey: string;
}) {
  const { t } = useTranslation("nominations");
  return (
    <PostForm
      key={idempotencyKey}
      id={acceptManyForm}
      intent={acceptManyForm}
      values={{ idempotencyKey, scope: "chosen" }}
      className="no-print mt-3 flex flex-wrap items-end gap-x-6"
    >
      <IdempotencyKey />
      <SelectionFields total={total} seen={seen} />
      <div className="mb-4">
        <SubmitButton look="secondary">{t("proposals.acceptMany")}</SubmitButton>
      </div>
    </PostForm>
  );
}

/** What became of the proposals that were taken together. */
export function AcceptedNotice() {
  const { t } = useTranslation("nominations");
  const [params] = useSearchParams();
  const [taken, left] = (params.get("accepted") ?? "").split("-").map(Number);
  if (!Number.isInteger(taken) || !Number.isInteger(left)) return null;
  return left ? (
    <Alert tone="warning">{t("proposals.someLeft", { taken, left })}</Alert>
  ) : (
    <Alert tone="success">{t("proposals.accepted", { taken })}</Alert>
  );
}
