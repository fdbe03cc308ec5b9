import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { SubmitButton } from "#app/ui/button.tsx";

/** Takes a result back; opens where it is asked for, so that nobody does it by a slip. */
export function VoidResult({ resultId, idempotencyKey }: { resultId: string; idempotencyKey: string }) {
  const { t } = useTranslation("outcomes");
  return (
    <details>
      <summary className="link cursor-pointer text-secondary">{t("void.open")}</summary>
      <Form method="post" className="mt-2 w-56">
        <input type="hidden" name="intent" value="void" />
        <input type="hidden" name="resultId" value={resultId} />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <label className="mb-2 block">
          <span className="mb-1 block">{t("void.reason")}</span>
          <input name="reason" required maxLength={300} className="input w-full text-base" />
        </label>
        <SubmitButton look="danger">{t("void.action")}</SubmitButton>
      </Form>
    </details>
  );
}
