import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { NeedsBySkill, NeedsByWard, SeatsByWard } from "#app/components/totals/totals-tables.tsx";
import { readNeedTotals, readSeatTotals } from "#app/domain/totals/queries.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { PageHeader } from "#app/ui/page.tsx";

export const handle: PageHandle = { i18n: ["home"] };
export const meta: MetaFunction = () => [{ title: "Số liệu tổng hợp – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "province");
  const { db, language } = args.context;
  return { needs: await readNeedTotals(db, actor, language), seats: await readSeatTotals(db, actor) };
}

export default function ProvincePage() {
  const { needs, seats } = useLoaderData<typeof loader>();
  const { t } = useTranslation("home");
  return (
    <>
      <PageHeader title={t("totals.title")} lead={t("totals.provinceLead")} />
      <NeedsByWard needs={needs} />
      <h2>{t("totals.bySkill")}</h2>
      <NeedsBySkill needs={needs} />
      <h2>{t("totals.seatsByWard")}</h2>
      <SeatsByWard seats={seats} />
    </>
  );
}
