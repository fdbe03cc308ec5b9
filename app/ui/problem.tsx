import { isRouteErrorResponse, Link, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useMessage } from "./message.tsx";

/** Every error page: what happened in a sentence and what to do, never anything technical. */
export function Problem() {
  const { t } = useTranslation();
  const translate = useMessage();
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const problem = isRouteErrorResponse(error)
    ? (error.data as { key?: string; params?: Record<string, string | number> } | null)
    : null;
  const isMissing = status === 404 || status === 405;
  const sentence = problem?.key
    ? `${problem.key}|${JSON.stringify(problem.params ?? {})}`
    : isMissing
      ? "app:errors.notFound"
      : "app:errors.bug";
  return (
    <main className="mx-auto max-w-xl px-4 py-16">
      <p className="text-neutral">{status}</p>
      <h1 className="mb-4">{translate(sentence)}</h1>
      <Link to="/" className="link text-secondary">
        {t("actions.home")}
      </Link>
    </main>
  );
}
