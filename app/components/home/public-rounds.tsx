import { useTranslation } from "react-i18next";
import type { listPublicRounds } from "#app/domain/rounds/queries.server.ts";
import { type LocalDate, showDate } from "#app/vietnamese/dates.ts";
import { committeeOf } from "#app/vietnamese/official-letter.ts";

type Props = { rounds: Awaited<ReturnType<typeof listPublicRounds>>; today: LocalDate };

/** Which wards ask their businesses now, and until when. */
export function PublicRounds({ rounds, today }: Props) {
  const { t } = useTranslation("home");
  return (
    <section>
      <h2>{t("public.rounds")}</h2>
      {rounds.length === 0 ? (
        <p>{t("public.noRounds")}</p>
      ) : (
        <>
          <p className="text-neutral">{t("public.roundsLead")}</p>
          <ul className="mt-2 divide-y divide-base-300 border-base-300 border-y">
            {rounds.map((round) => (
              <li key={round.id} className="py-3">
                <p className="font-medium">{committeeOf(round.ward)}</p>
                <p>{t("public.round", round)}</p>
                <p className="text-neutral">
                  {today <= round.closesOn
                    ? t("public.until", { day: showDate(round.closesOn) })
                    : t("public.lateUntil", { day: showDate(round.lateUntil) })}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
