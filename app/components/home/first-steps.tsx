import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FirstSteps as Steps } from "#app/domain/tasks/queries.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";

/** What a new installation does first; the first step that is not done is ready to press. */
export function FirstSteps({ done, roundId }: { done: Steps; roundId: string | null }) {
  const { t } = useTranslation("home");
  const steps = [
    { key: "businesses", to: "/office/businesses/import" },
    { key: "round", to: "/office/rounds" },
    { key: "sent", to: roundId ? `/office/rounds/${roundId}` : "/office/rounds" },
  ] as const;
  const next = steps.find(({ key }) => !done[key])?.key;
  return (
    <section className="mb-8 max-w-3xl rounded-box border border-base-300 bg-base-200 px-6 py-5">
      <h2 className="mt-0">{t("office.steps.title")}</h2>
      <p className="mb-4">{t("office.steps.lead")}</p>
      <ol className="space-y-4">
        {steps.map(({ key, to }, index) => (
          <li key={key} className="flex gap-4">
            <span
              aria-hidden="true"
              className="grid size-8 shrink-0 place-items-center rounded-full border border-base-300 bg-base-100 font-semibold"
            >
              {index + 1}
            </span>
            <div>
              <p className="font-medium">
                {t(`office.steps.${key}`)}
                {done[key] && (
                  <span className="ml-2 inline-flex items-center gap-1 text-sm text-success-content">
                    <CircleCheck aria-hidden="true" className="size-4" />
                    {t("office.steps.done")}
                  </span>
                )}
              </p>
              <p className="text-neutral">{t(`office.steps.${key}Lead`)}</p>
              {key === next && (
                <p className="mt-2">
                  <ButtonLink to={to} look="primary">
                    {t(`office.steps.${key}`)}
                  </ButtonLink>
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
