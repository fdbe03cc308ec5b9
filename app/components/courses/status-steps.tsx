import { useTranslation } from "react-i18next";
import { type NextStatus, nextStatuses, type RunStatus } from "#app/domain/courses/rules.ts";
import { changeStatusInput } from "#app/domain/courses/schema.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/fields.tsx";
import { ActionForm, HiddenField } from "#app/ui/form.tsx";

type Run = { id: string; version: number; status: RunStatus };

/** The steps that may follow, for the ward that recorded the run. Cancelling asks for its reason. */
export function StatusSteps({ run }: { run: Run }) {
  const { t } = useTranslation("courses");
  const steps = nextStatuses(run.status);
  if (steps.length === 0) return null;
  const valuesOf = (status: NextStatus) => ({ runId: run.id, version: String(run.version), status });
  return (
    <section className="no-print">
      <h2>{t("step.title")}</h2>
      <div className="flex flex-wrap items-start gap-3">
        {steps
          .filter((status) => status !== "cancelled")
          .map((status) => (
            <ActionForm
              key={`${status}-${run.version}`}
              schema={changeStatusInput}
              values={valuesOf(status)}
              intent={`status:${status}`}
            >
              <StepFields />
              <SubmitButton look={run.status === "draft" ? "primary" : "secondary"}>
                {t(run.status === "closed" && status === "open" ? "step.reopen" : `step.${status}`)}
              </SubmitButton>
            </ActionForm>
          ))}
        {steps.includes("cancelled") && (
          <details>
            <summary className="cursor-pointer py-2 text-secondary underline">{t("step.cancelled")}</summary>
            <ActionForm
              key={run.version}
              schema={changeStatusInput}
              values={valuesOf("cancelled")}
              intent="status:cancelled"
              className="mt-2 w-72"
            >
              <StepFields />
              <TextField name="reason" label={t("step.reason")} maxLength={500} required />
              <SubmitButton look="danger">{t("step.cancelled")}</SubmitButton>
            </ActionForm>
          </details>
        )}
      </div>
    </section>
  );
}

function StepFields() {
  return (
    <>
      <HiddenField name="runId" />
      <HiddenField name="version" />
      <HiddenField name="status" />
    </>
  );
}
