import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Warning } from "#app/domain/nominations/rules.ts";
import { selectionColumn } from "#app/ui/selection.tsx";
import { type Column, DataTable } from "#app/ui/table.tsx";
import { acceptManyForm } from "./accept-many.tsx";
import { AcceptStep, MoveSteps, ReasonStep } from "./row-steps.tsx";
import { Warnings } from "./warnings.tsx";

export type NomineeRow = {
  id: string;
  version: number;
  personId: string;
  fullName: string;
  birthDate: string | null;
  business: string;
  needNumber: number | null;
  outsideNeedReason: string | null;
  statusReason: string | null;
  warnings: Warning[];
};

/** Primaries or reserves, in the order of the list. */
export function NomineeTable({
  rows,
  caption,
  isEditable,
}: {
  rows: NomineeRow[];
  caption: string;
  isEditable: boolean;
}) {
  const { t } = useTranslation("nominations");
  const numbers = new Map(rows.map(({ id }, index) => [id, index + 1]));
  const steps: Column<NomineeRow> = {
    header: <span className="sr-only">{t("step.withdraw")}</span>,
    cell: (row) => (
      <div className="flex items-start justify-end gap-x-2 whitespace-nowrap">
        <MoveSteps row={row} isFirst={row === rows[0]} isLast={row === rows.at(-1)} />
        <ReasonStep row={row} step="withdraw" />
      </div>
    ),
  };
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { header: t("list.number"), align: "right", cell: ({ id }) => numbers.get(id) },
        ...useWhoColumns(),
        ...(isEditable ? [steps] : []),
      ]}
    />
  );
}

/** Whom businesses propose, until the office has decided. */
export function ProposalTable({ rows, isEditable }: { rows: NomineeRow[]; isEditable: boolean }) {
  const { t } = useTranslation("nominations");
  const who = useWhoColumns();
  const boxes = selectionColumn<NomineeRow>({
    form: acceptManyForm,
    idOf: ({ id }) => id,
    nameOf: ({ fullName }) => fullName,
  });
  const steps: Column<NomineeRow> = {
    header: <span className="sr-only">{t("proposals.accept")}</span>,
    cell: (row) => (
      <div className="flex items-start justify-end gap-x-2 whitespace-nowrap">
        <AcceptStep row={row} />
        <ReasonStep row={row} step="refuse" />
      </div>
    ),
  };
  return (
    <DataTable
      caption={t("proposals.title")}
      rows={rows}
      rowKey={({ id }) => id}
      columns={isEditable ? [boxes, ...who, steps] : who}
    />
  );
}

function useWhoColumns(): Column<NomineeRow>[] {
  const { t } = useTranslation("nominations");
  return [
    {
      header: t("list.person"),
      isTitle: true,
      cell: ({ personId, fullName, birthDate, warnings, statusReason }) => (
        <div className="min-w-44">
          <Link to={`/office/people/${personId}`}>{fullName}</Link>
          {birthDate && `, ${birthDate.slice(0, 4)}`}
          {statusReason && <p className="text-neutral">{t("list.note", { text: statusReason })}</p>}
          <Warnings warnings={warnings} />
        </div>
      ),
    },
    {
      header: t("list.businessAndNeed"),
      cell: ({ business, needNumber, outsideNeedReason }) => (
        <div className="min-w-44">
          {business}
          <p className="text-neutral">
            {needNumber === null
              ? t("list.outsideNeed", { reason: outsideNeedReason })
              : t("list.needNumber", { number: needNumber })}
          </p>
        </div>
      ),
    },
  ];
}
