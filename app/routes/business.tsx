import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Shell } from "#app/components/shell.tsx";
import { requireRole } from "#app/http/guards.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { Problem } from "#app/ui/problem.tsx";

export const handle: PageHandle = { i18n: ["people"] };

export async function loader(args: LoaderFunctionArgs) {
  const { fullName } = await requireRole(args, "business");
  return { fullName };
}

export default function BusinessArea() {
  const { fullName } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["app", "people"]);
  return (
    <Shell
      account={fullName}
      entries={[
        { to: "/business", label: t("rail.home") },
        { to: "/business/people", label: t("people:ofBusiness.title") },
      ]}
    >
      <Outlet />
    </Shell>
  );
}

export function ErrorBoundary() {
  return <Problem />;
}
