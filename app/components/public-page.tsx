import { Form, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Page frame without an account: one column. */
export function PublicPage({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <main className="mx-auto w-full max-w-xl grow px-4 py-6">{children}</main>
      <Footer />
    </div>
  );
}

/** The language switch: a plain post, because it changes a cookie. */
export function Footer() {
  const { t, i18n } = useTranslation();
  const { pathname, search } = useLocation();
  const other = i18n.language === "vi" ? "en" : "vi";
  return (
    <footer className="no-print border-base-300 border-t px-4 py-4 text-neutral text-sm lg:px-8">
      <Form
        method="post"
        action="/language"
        reloadDocument
        className="flex flex-wrap items-center gap-x-4 gap-y-1"
      >
        <span>{t("footer")}</span>
        <input type="hidden" name="back" value={pathname + search} />
        <button
          type="submit"
          name="language"
          value={other}
          lang={other}
          className="min-h-10 cursor-pointer text-secondary underline"
        >
          {other === "en" ? "English" : "Tiếng Việt"}
        </button>
      </Form>
    </footer>
  );
}
