import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OpenRuns } from "#app/components/nominations/open-runs.tsx";
import { OpenSurveys } from "#app/components/nominations/open-surveys.tsx";
import { OwnNominations } from "#app/components/nominations/own-nominations.tsx";
import {
  listOpenRuns,
  listOpenSurveys,
  listOwnNominations,
} from "#app/domain/nominations/business-queries.server.ts";
import { listNeedsOfRuns } from "#app/domain/nominations/needs.server.ts";
import { shareOf } from "#app/domain/nominations/rules.ts";
import { requireRole } from "#app/http/guards.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["nominations", "courses"] };
export const meta: MetaFunction = () => [{ title: "Việc của cơ sở – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "business");
  const { db, language } = args.context;
  const today = todayInVietnam(new Date());
  const [surveys, runs, nominations] = await Promise.all([
    listOpenSurveys(db, actor, today),
    listOpenRuns(db, actor, today),
    listOwnNominations(db, actor),
  ]);
  const needs = await listNeedsOfRuns(db, actor, { runIds: runs.map(({ id }) => id), language });
  return {
    surveys,
    nominations,
    runs: runs.map((run) => ({ ...run, share: shareOf(needs, run, actor.businessId) })),
    today,
  };
}

export default function BusinessHome() {
  const { surveys, runs, nominations, today } = useLoaderData<typeof loader>();
  const { t } = useTranslation("nominations");
  return (
    <>
      <PageHeader title={t("business.title")} lead={t("business.lead")} />
      <OpenSurveys surveys={surveys} today={today} />
      <OpenRuns runs={runs} nominations={nominations} today={today} />
      <h2>{t("business.nominations")}</h2>
      <OwnNominations rows={nominations} withRun />
    </>
  );
}
