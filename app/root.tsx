import "./app.css";
import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, Suspense } from "react";
import type { Language } from "#app/i18n/languages.ts";
import { useNonce } from "#app/ui/nonce.tsx";
import { Problem } from "#app/ui/problem.tsx";

export const links: LinksFunction = () => [{ rel: "icon", href: "/favicon.ico", sizes: "any" }];

export function loader({ context }: LoaderFunctionArgs) {
  return { language: context.language };
}

/** Another language comes with another document. */
export const shouldRevalidate = () => false;

/** The document; its language is known to the browser before any script runs. */
export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const language: Language = useRouteLoaderData<typeof loader>("root")?.language ?? "vi";
  return (
    <html lang={language} data-theme="office">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        <Meta />
        <Links />
      </head>
      <body className="min-h-dvh bg-base-100 text-base-content">
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

/**
 * The texts of the next page may still be on their way when something else renders: then the page waits here, where
 * React would otherwise give the whole document up.
 */
export default function App() {
  return (
    <Suspense>
      <Outlet />
    </Suspense>
  );
}

export function ErrorBoundary() {
  return <Problem />;
}
