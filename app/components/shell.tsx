import { Form, NavLink } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RunningDownloads } from "#app/ui/running-downloads.tsx";
import { Footer } from "./public-page.tsx";

export type RailEntry = { to: string; label: string };

/** Page frame of a signed-in area: a narrow rail of its entries, the page, and a quiet footer. */
export function Shell({
  entries,
  account,
  children,
}: {
  entries: RailEntry[];
  account: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className="flex min-h-dvh flex-col lg:flex-row">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-10 focus:bg-base-100 focus:p-3"
      >
        {t("shell.skip")}
      </a>
      <nav
        aria-label={t("shell.navigation")}
        className="no-print flex shrink-0 flex-wrap items-center gap-x-1 border-base-300 border-b bg-base-200 px-3 py-2 lg:min-h-dvh lg:w-56 lg:flex-col lg:flex-nowrap lg:items-stretch lg:border-r lg:border-b-0 lg:px-3 lg:py-5"
      >
        <p className="mr-2 font-semibold lg:mb-4 lg:px-3">{t("product")}</p>
        {entries.map((entry, index) => (
          <NavLink
            key={entry.to}
            to={entry.to}
            end={index === 0}
            className={({ isActive }) =>
              `rounded-field px-3 py-2 text-base-content no-underline hover:bg-base-300 ${isActive ? "bg-base-100 font-semibold shadow-[inset_3px_0_0_var(--color-primary)]" : ""}`
            }
          >
            {entry.label}
          </NavLink>
        ))}
        <Form method="post" action="/logout" className="ml-auto lg:mt-6 lg:ml-0">
          <p className="hidden px-3 text-neutral text-sm lg:block">{account}</p>
          <button
            type="submit"
            className="min-h-10 cursor-pointer px-3 text-left text-base text-secondary underline underline-offset-2"
          >
            {t("actions.signOut")}
          </button>
        </Form>
      </nav>
      <div className="flex min-w-0 grow flex-col">
        <main id="content" className="grow px-4 py-6 lg:px-8">
          {children}
        </main>
        <Footer />
      </div>
      <RunningDownloads />
    </div>
  );
}
