import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PublicRounds } from "#app/components/home/public-rounds.tsx";
import { PublicRuns } from "#app/components/home/public-runs.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { listPublicRuns } from "#app/domain/courses/public-runs.server.ts";
import { listPublicRounds } from "#app/domain/rounds/queries.server.ts";
import { homeOf } from "#app/http/guards.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["home"] };
export const meta: MetaFunction = () => [{ title: "Nhân lực số" }];

export async function loader({ context }: LoaderFunctionArgs) {
  const today = todayInVietnam(new Date());
  const actor = await context.actor();
  const rounds = await listPublicRounds(context.db, today);
  const runs = await listPublicRuns(context.db, today);
  return { today, rounds, runs, home: actor && homeOf[actor.role] };
}

export default function FirstPage() {
  const { today, rounds, runs, home } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["home", "app"]);
  return (
    <PublicPage>
      <PageHeader title={t("public.title")} lead={t("public.lead")} />
      <ButtonLink to={home ?? "/login"} look="primary">
        {home ? t("public.toHome") : t("app:actions.signIn")}
      </ButtonLink>
      <PublicRounds rounds={rounds} today={today} />
      <PublicRuns runs={runs} />
    </PublicPage>
  );
}
