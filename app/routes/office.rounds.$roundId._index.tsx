import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type * as z from "zod/mini";
import { DraftRound } from "#app/components/rounds/draft-round.tsx";
import { OpenedRound, RoundActions } from "#app/components/rounds/opened-round.tsx";
import { PhaseBadge, PhaseSentence } from "#app/components/rounds/round-phase.tsx";
import type { OfficeActor } from "#app/domain/actor.ts";
import { listClusters } from "#app/domain/clusters/queries.server.ts";
import { closeRound, extendRound, updateRound } from "#app/domain/rounds/commands.server.ts";
import {
  countInvitations,
  countUninvited,
  invitationSorts,
  listInvitations,
} from "#app/domain/rounds/invitations.server.ts";
import { inviteNewBusinesses, openRound } from "#app/domain/rounds/open-round.server.ts";
import { getRound } from "#app/domain/rounds/queries.server.ts";
import { roundPhase } from "#app/domain/rounds/rules.ts";
import {
  extendRoundInput,
  inviteNewBusinessesInput,
  markSentInput,
  readInvitationFilter,
  roundStepInput,
  updateRoundInput,
} from "#app/domain/rounds/schema.ts";
import { markInvitationsSent } from "#app/domain/rounds/send-invitations.server.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam, listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { PageHeader } from "#app/ui/page.tsx";
import { todayInVietnam } from "#app/vietnamese/dates.ts";

export const handle: PageHandle = { i18n: ["rounds"] };
export const meta: MetaFunction = () => [{ title: "Đợt khảo sát – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const round = await getRound(db, actor, idParam(args.params, "roundId"));
  const phase = roundPhase(round, todayInVietnam(new Date()));
  if (phase === "draft") return { round, phase, opened: null };
  const filter = readInvitationFilter(Object.fromEntries(new URL(args.request.url).searchParams));
  const params = listParams(args.request, invitationSorts);
  const counts = await countInvitations(db, actor, round.id);
  const uninvited = await countUninvited(db, actor, round.id);
  const list = await listInvitations(db, actor, round.id, filter, params);
  const clusters = await listClusters(db, actor);
  const { page, pageSize } = params;
  return { round, phase, opened: { filter, counts, uninvited, clusters, page, pageSize, ...list } };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const roundId = idParam(args.params, "roundId");
  const values: FormValues = { ...(await readForm(args.request)), roundId };
  const carryOut = <S extends z.core.$ZodType>(schema: S, command: Command<z.output<S>>) =>
    handleValues(values, schema, async (input) => {
      await command(args.context.db, actor, input);
      return redirect(`/office/rounds/${roundId}`);
    });
  switch (values.intent) {
    case "open":
      return carryOut(roundStepInput, openRound);
    case "invite":
      return carryOut(inviteNewBusinessesInput, inviteNewBusinesses);
    case "markSent":
      return carryOut(markSentInput, markInvitationsSent);
    case "extend":
      return carryOut(extendRoundInput, extendRound);
    case "close":
      return carryOut(roundStepInput, closeRound);
    default:
      return carryOut(updateRoundInput, updateRound);
  }
}

type Command<Input> = (
  db: LoaderFunctionArgs["context"]["db"],
  actor: OfficeActor,
  input: Input,
) => Promise<unknown>;

export default function RoundPage() {
  const { round, phase, opened } = useLoaderData<typeof loader>();
  const { t } = useTranslation("rounds");
  return (
    <>
      <PageHeader
        title={
          <>
            {t("name", round)} <PhaseBadge phase={phase} />
          </>
        }
        lead={
          <>
            {round.title}. <PhaseSentence phase={phase} days={round} />
          </>
        }
        actions={opened && <RoundActions roundId={round.id} />}
      />
      {opened ? <OpenedRound round={round} {...opened} /> : <DraftRound round={round} />}
    </>
  );
}
