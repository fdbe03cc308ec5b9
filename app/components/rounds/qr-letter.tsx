import { useTranslation } from "react-i18next";
import type { getRound } from "#app/domain/rounds/queries.server.ts";
import { QrCode } from "#app/ui/qr-code.tsx";
import { showDate } from "#app/vietnamese/dates.ts";
import { showPhone } from "#app/vietnamese/phone.ts";

type Letter = {
  ward: string;
  officePhone: string | null;
  business: string;
  address: string | null;
  link: string;
};
type Props = { letter: Letter; round: Awaited<ReturnType<typeof getRound>> };

/** A letter to hand over: who asks, whom, the code, the same link to type, and until when. Four fit on an A4 page. */
export function QrLetter({ letter, round }: Props) {
  const { t } = useTranslation("rounds");
  return (
    <li className="flex break-inside-avoid flex-col gap-2 border border-base-content border-dashed p-4 text-sm print:min-h-[120mm] print:p-[4mm] print:text-[9pt] print:leading-snug">
      <p className="text-center font-semibold uppercase">{t("letters.from", { ward: letter.ward })}</p>
      <p className="font-semibold text-base print:text-[11pt]">
        {t("letters.to", { business: letter.business })}
      </p>
      {letter.address && <p>{letter.address}</p>}
      <p>{t("letters.body", round)}</p>
      <QrCode text={letter.link} label={t("invitation.qr")} className="mx-auto w-44 print:w-[36mm]" />
      <p>
        {t("letters.orLink")} <span className="break-all font-medium">{letter.link}</span>
      </p>
      <p className="mt-auto font-semibold">{t("letters.until", { day: showDate(round.closesOn) })}</p>
      {letter.officePhone && <p>{t("letters.help", { phone: showPhone(letter.officePhone) })}</p>}
    </li>
  );
}
