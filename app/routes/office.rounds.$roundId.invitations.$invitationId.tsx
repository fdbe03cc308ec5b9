import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { InvitationFacts } from "#app/components/rounds/invitation-facts.tsx";
import { InvitationStateBadge } from "#app/components/rounds/invitation-state.tsx";
import { MarkSentForm } from "#app/components/rounds/mark-sent-form.tsx";
import { RemindForm, RenewForm } from "#app/components/rounds/reminder-forms.tsx";
import { getInvitation } from "#app/domain/rounds/personal-links.server.ts";
import { roundPhase, takesAnswers } from "#app/domain/rounds/rules.ts";
import { logReminderInput, markSentInput, renewLinkInput } from "#app/domain/rounds/schema.ts";
import {
  logReminder,
  markInvitationsSent,
  renewInvitationLink,
} from "#app/domain/rounds/send-invitations.server.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { idParam } from "#app/http/params.server.ts";
import { serverTranslator } from "#app/i18n/catalogues.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { CopyField } from "#app/ui/copy-field.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { QrCode } from "#app/ui/qr-code.tsx";
import { showDate, todayInVietnam } from "#app/vietnamese/dates.ts";
import { showPhone } from "#app/vietnamese/phone.ts";

export const handle: PageHandle = { i18n: ["rounds"] };
export const meta: MetaFunction = () => [{ title: "Liên kết riêng – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const roundId = idParam(args.params, "roundId");
  const invitationId = idParam(args.params, "invitationId");
  const { token, ...invitation } = await getInvitation(args.context.db, actor, roundId, invitationId);
  const phase = roundPhase(invitation.round, todayInVietnam(new Date()));
  const link = `${args.context.origin}/s/${token}`;
  return {
    invitation,
    phase,
    link,
    message: messageTo(invitation, link),
    idempotencyKey: newIdempotencyKey(),
  };
}

type Invitation = Omit<Awaited<ReturnType<typeof getInvitation>>, "token">;

/** Always in Vietnamese: it is read by the business, whatever language the officer works in. */
function messageTo({ ward, business, officePhone, round }: Invitation, link: string): string {
  const t = serverTranslator("vi");
  const { title, number, year, closesOn } = round;
  const body = t("rounds:zalo.body", { ward, business, title, number, year, link, day: showDate(closesOn) });
  const close = officePhone
    ? t("rounds:zalo.help", { phone: showPhone(officePhone) })
    : t("rounds:zalo.thanks");
  return `${body}\n${close}`;
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const roundId = idParam(args.params, "roundId");
  const invitationId = idParam(args.params, "invitationId");
  const values: FormValues = { ...(await readForm(args.request)), roundId, invitationId };
  const back = () => redirect(`/office/rounds/${roundId}/invitations/${invitationId}`);
  if (values.intent === "remind")
    return handleValues(values, logReminderInput, async (input) => {
      await logReminder(db, actor, input);
      return back();
    });
  if (values.intent === "renew")
    return handleValues(values, renewLinkInput, async (input) => {
      await renewInvitationLink(db, actor, input);
      return back();
    });
  return handleValues(values, markSentInput, async (input) => {
    await markInvitationsSent(db, actor, input);
    return back();
  });
}

export default function InvitationPage() {
  const { invitation, phase, link, message, idempotencyKey } = useLoaderData<typeof loader>();
  const { t } = useTranslation("rounds");
  const { round } = invitation;
  const ids = { roundId: round.id, invitationId: invitation.id };
  const labels = {
    copy: t("invitation.copy"),
    copied: t("invitation.copied"),
    selected: t("invitation.selected"),
  };
  return (
    <>
      <PageHeader
        title={
          <>
            {invitation.business} <InvitationStateBadge state={invitation.state} />
          </>
        }
        lead={<Link to={`/office/rounds/${round.id}`}>{t("name", round)}</Link>}
        actions={
          takesAnswers(phase) && (
            <ButtonLink to={`/office/rounds/${round.id}/answer/${invitation.businessId}`}>
              {t("invitation.answerFor")}
            </ButtonLink>
          )
        }
      />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,36rem)_minmax(0,1fr)]">
        <div>
          <CopyField key={link} label={t("invitation.message")} value={message} rows={9} labels={labels} />
          {!invitation.sentAt && round.status === "open" && (
            <MarkSentForm values={ids} submit={t("markSent.one")} />
          )}
          <CopyField key={`${link}#`} label={t("invitation.link")} value={link} rows={2} labels={labels} />
        </div>
        <div>
          <QrCode text={link} label={t("invitation.qr")} className="mb-6 w-48 border border-base-300" />
          <InvitationFacts invitation={invitation} />
          <RemindForm key={idempotencyKey} values={{ ...ids, idempotencyKey }} />
          <RenewForm key={link} values={{ ...ids, generation: String(invitation.generation) }} />
        </div>
      </div>
    </>
  );
}
