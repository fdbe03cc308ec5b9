import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Shell } from "#app/components/shell.tsx";
import { requireRole } from "#app/http/guards.server.ts";
import { Problem } from "#app/ui/problem.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { fullName } = await requireRole(args, "office");
  return { fullName };
}

export default function OfficeArea() {
  const { fullName } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <Shell
      account={fullName}
      entries={[
        { to: "/office", label: t("rail.home") },
        { to: "/office/rounds", label: t("rail.rounds") },
        { to: "/office/needs", label: t("rail.needs") },
        { to: "/office/runs", label: t("rail.runs") },
        { to: "/office/lists", label: t("rail.lists") },
        { to: "/office/people", label: t("rail.people") },
        { to: "/office/businesses", label: t("rail.businesses") },
      ]}
    >
      <Outlet />
    </Shell>
  );
}

export function ErrorBoundary() {
  return <Problem />;
}
