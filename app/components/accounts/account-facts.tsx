import { useTranslation } from "react-i18next";
import type { units } from "#app/domain/accounts/schema.ts";
import type { Role } from "#app/domain/actor.ts";
import { StateBadge, type Tone } from "#app/ui/page.tsx";
import { showDateTime } from "#app/vietnamese/dates.ts";

export type AccountStatus = "invited" | "active" | "disabled";
const tones: Record<AccountStatus, Tone> = { invited: "wait", active: "good", disabled: "bad" };

export function AccountStatusBadge({ status }: { status: AccountStatus }) {
  const { t } = useTranslation("accounts");
  return <StateBadge tone={tones[status]}>{t(`status.${status}`)}</StateBadge>;
}

type Scoped = {
  role: Role;
  unit: (typeof units)[number] | null;
  provinceCode: string | null;
  wardName: string | null;
  providerName: string | null;
  businessName: string | null;
};

/** What an account belongs to, in words. */
export function AccountScope({ account }: { account: Scoped }) {
  const { t } = useTranslation("accounts");
  const { unit, provinceCode, wardName, providerName, businessName } = account;
  return [businessName, unit && t(`units.${unit}`), wardName, providerName, provinceCode]
    .filter(Boolean)
    .join(", ");
}

export function LastSignIn({ at }: { at: Date | null }) {
  const { t } = useTranslation("accounts");
  return <span className="whitespace-nowrap">{at ? showDateTime(at) : t("list.never")}</span>;
}
