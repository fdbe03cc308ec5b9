import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { RoundFields } from "#app/components/rounds/round-fields.tsx";
import { PhaseBadge } from "#app/components/rounds/round-phase.tsx";
import { createRound } from "#app/domain/rounds/commands.server.ts";
import { listRounds } from "#app/domain/rounds/queries.server.ts";
import { roundPhase } from "#app/domain/rounds/rules.ts";
import { createRoundInput } from "#app/domain/rounds/schema.ts";
import { handleForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { NumberField } from "#app/ui/fields.tsx";
import { ActionForm, IdempotencyKey } from "#app/ui/form.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { DataTable } from "#app/ui/table.tsx";
import { showDate, todayInVietnam } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["rounds"] };
export const meta: MetaFunction = () => [{ title: "Đợt khảo sát – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const today = todayInVietnam(new Date());
  const rounds = await listRounds(args.context.db, actor);
  return { rounds, today, idempotencyKey: newIdempotencyKey() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  return handleForm(args.request, createRoundInput, async (input) => {
    const { roundId } = await createRound(args.context.db, actor, input);
    return redirect(`/office/rounds/${roundId}`);
  });
}

export default function RoundsPage() {
  const { rounds, today, idempotencyKey } = useLoaderData<typeof loader>();
  const { t } = useTranslation("rounds");
  const values = { idempotencyKey, year: today.slice(0, 4), title: t("fields.defaultTitle") };
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      {rounds.length === 0 ? (
        <EmptyState>{t("empty")}</EmptyState>
      ) : (
        <DataTable
          caption={t("title")}
          rows={rounds}
          rowKey={(round) => round.id}
          columns={[
            {
              header: t("columns.round"),
              cell: (round) => <Link to={`/office/rounds/${round.id}`}>{t("name", round)}</Link>,
            },
            { header: t("columns.title"), cell: (round) => round.title },
            {
              header: t("columns.days"),
              cell: (round) => t("days", { from: showDate(round.opensOn), to: showDate(round.closesOn) }),
            },
            {
              header: t("columns.phase"),
              cell: (round) => <PhaseBadge phase={roundPhase(round, today)} />,
            },
            {
              header: t("columns.answered"),
              align: "right",
              cell: (round) => round.expected > 0 && `${round.answered}/${round.expected}`,
            },
          ]}
        />
      )}
      <h2>{t("create")}</h2>
      <ActionForm schema={createRoundInput} values={values} className="max-w-xl">
        <IdempotencyKey />
        <div className="grid items-end gap-x-4 sm:grid-cols-2">
          <NumberField name="year" label={t("fields.year")} required />
          <NumberField name="number" label={t("fields.number")} hint={t("fields.numberHint")} />
        </div>
        <RoundFields />
        <SubmitButton>{t("create")}</SubmitButton>
      </ActionForm>
    </>
  );
}
