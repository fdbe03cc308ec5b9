import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Shell } from "#app/components/shell.tsx";
import { requireRole } from "#app/http/guards.server.ts";
import { Problem } from "#app/ui/problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { fullName } = await requireRole(args, "provider");
  return { fullName };
}

export default function ProviderArea() {
  const { fullName } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <Shell
      account={fullName}
      entries={[
        { to: "/provider", label: t("rail.ownRuns") },
        { to: "/provider/forms", label: t("rail.forms") },
      ]}
    >
      <Outlet />
    </Shell>
  );
}

export function ErrorBoundary() {
  return <Problem />;
}
