import { Outlet } from "@remix-run/react";
import { SurveyProblem } from "#app/components/survey/survey-problem.tsx";
import type { PageHandle } from "#app/i18n/i18n.ts";

export const handle: PageHandle = { i18n: ["survey", "skills"] };

/** Frame of the survey's pages; each of them guards itself, because loaders run in parallel. */
export default function SurveyArea() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <SurveyProblem />;
}
