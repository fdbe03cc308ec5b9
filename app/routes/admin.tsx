import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Shell } from "#app/components/shell.tsx";
import { requireRole } from "#app/http/guards.server.ts";
import { Problem } from "#app/ui/problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { fullName } = await requireRole(args, "admin");
  return { fullName };
}

export default function AdminArea() {
  const { fullName } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <Shell
      account={fullName}
      entries={[
        { to: "/admin", label: t("rail.home") },
        { to: "/admin/accounts", label: t("rail.accounts") },
        { to: "/admin/wards", label: t("rail.wards") },
        { to: "/admin/audit", label: t("rail.audit") },
      ]}
    >
      <Outlet />
    </Shell>
  );
}

export function ErrorBoundary() {
  return <Problem />;
}
