import { useTranslation } from "react-i18next";
import type { NominationStatus } from "#app/domain/nominations/schema.ts";
import { EmptyState } from "#app/ui/page.tsx";
import { AcceptMany } from "./accept-many.tsx";
import { NominationBadge, type Seat } from "./nomination-badge.tsx";
import { type NomineeRow, NomineeTable, ProposalTable } from "./nominee-table.tsx";
import { StepProblem } from "./row-steps.tsx";

type Row = NomineeRow & { status: NominationStatus; seat: Seat };

/** The list as it stands: proposals that wait first, then primaries, reserves, and who left it. */
export function NomineeLists({
  rows,
  seen,
  isEditable,
  idempotencyKey,
}: {
  rows: Row[];
  /** Digest of the proposals. */
  seen: string;
  isEditable: boolean;
  idempotencyKey: string;
}) {
  const { t } = useTranslation("nominations");
  const of = (...statuses: NominationStatus[]) => rows.filter(({ status }) => statuses.includes(status));
  const proposals = of("proposed");
  const primaries = rows.filter(({ seat }) => seat === "primary");
  const reserves = rows.filter(({ seat }) => seat === "reserve");
  const left = of("not_eligible", "withdrawn");
  return (
    <section className="min-w-0">
      <StepProblem />
      {proposals.length > 0 && (
        <>
          <h2 className="mt-0">{t("proposals.title")}</h2>
          <ProposalTable rows={proposals} isEditable={isEditable} />
          {isEditable && <AcceptMany total={proposals.length} seen={seen} idempotencyKey={idempotencyKey} />}
        </>
      )}
      <h2 className={proposals.length > 0 ? "" : "mt-0"}>{t("list.title")}</h2>
      {primaries.length === 0 ? (
        <EmptyState>{t("list.empty")}</EmptyState>
      ) : (
        <NomineeTable rows={primaries} caption={t("list.primary")} isEditable={isEditable} />
      )}
      {reserves.length > 0 && (
        <>
          <h2>{t("list.reserves")}</h2>
          <NomineeTable rows={reserves} caption={t("list.reserves")} isEditable={isEditable} />
        </>
      )}
      {left.length > 0 && <LeftRows rows={left} />}
    </section>
  );
}

/** Refused and withdrawn rows stay with their reasons and count nowhere. */
function LeftRows({ rows }: { rows: Row[] }) {
  const { t } = useTranslation("nominations");
  return (
    <details className="mt-4">
      <summary className="cursor-pointer py-1 text-secondary underline">
        {t("list.gone")} ({rows.length})
      </summary>
      <ul className="mt-2 flex flex-col gap-1 text-sm">
        {rows.map(({ id, fullName, business, status, seat, statusReason }) => (
          <li key={id}>
            {fullName} – {business} <NominationBadge status={status} seat={seat} /> {statusReason}
          </li>
        ))}
      </ul>
    </details>
  );
}
