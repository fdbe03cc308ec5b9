import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { getInvitation } from "#app/domain/rounds/personal-links.server.ts";
import { Facts } from "#app/ui/page.tsx";
import { showDateTime } from "#app/vietnamese/dates.ts";
import { showPhone } from "#app/vietnamese/phone.ts";

type Invitation = Omit<Awaited<ReturnType<typeof getInvitation>>, "token">;

/** What has happened with one link so far. */
export function InvitationFacts({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation("rounds");
  const { contactName, phone, channel, sentAt, timesOpened, lastOpenedAt, reminders, lastRemindedAt } =
    invitation;
  const contact = [contactName, phone && showPhone(phone)].filter(Boolean).join(", ");
  const response = invitation.receiptNumber ? (
    <Link to={`/office/responses/${invitation.responseId}`}>{invitation.receiptNumber}</Link>
  ) : (
    t("invitation.noResponse")
  );
  const sent =
    channel && sentAt ? `${t(`channel.${channel}`)}, ${showDateTime(sentAt)}` : t("invitation.notSent");
  const opened = lastOpenedAt
    ? t("invitation.openedLast", { times: timesOpened, at: showDateTime(lastOpenedAt) })
    : t("invitation.never");
  const reminded = lastRemindedAt
    ? t("invitation.remindersLast", { times: reminders, at: showDateTime(lastRemindedAt) })
    : t("invitation.noReminder");
  return (
    <Facts
      items={[
        [t("invitation.contact"), contact || null],
        [t("invitation.sentAt"), sent],
        [t("invitation.opened"), opened],
        [t("invitation.reminders"), reminded],
        [t("invitation.response"), response],
      ]}
    />
  );
}
