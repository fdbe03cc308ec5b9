import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { QrLetter } from "#app/components/rounds/qr-letter.tsx";
import { listLetters } from "#app/domain/rounds/personal-links.server.ts";
import { getRound } from "#app/domain/rounds/queries.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam, listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { PrintButton } from "#app/ui/print-button.tsx";
import { Pagination } from "#app/ui/table.tsx";

export const handle: PageHandle = { i18n: ["rounds"] };
export const meta: MetaFunction = () => [{ title: "Thư mời có mã QR – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db, origin } = args.context;
  const round = await getRound(db, actor, idParam(args.params, "roundId"));
  const { page, pageSize } = listParams(args.request, ["name"], 100);
  const { letters, total } = await listLetters(db, actor, round.id, { page, pageSize });
  return {
    round,
    letters: letters.map(({ token, ...letter }) => ({ ...letter, link: `${origin}/s/${token}` })),
    paging: { page, pageSize, total },
  };
}

export default function LettersPage() {
  const { round, letters, paging } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["rounds", "app"]);
  if (letters.length === 0) return <EmptyState>{t("letters.empty")}</EmptyState>;
  return (
    <>
      <div className="no-print">
        <PageHeader
          title={t("letters.title")}
          lead={`${t("name", round)}. ${t("letters.lead")}`}
          actions={<PrintButton label={t("app:actions.print")} hint={t("letters.printHint")} />}
        />
        <Pagination {...paging} />
      </div>
      <ul className="mt-4 grid gap-4 lg:grid-cols-2 print:mt-0 print:grid-cols-2 print:gap-[8mm]">
        {letters.map((letter) => (
          <QrLetter key={letter.id} letter={letter} round={round} />
        ))}
      </ul>
    </>
  );
}
