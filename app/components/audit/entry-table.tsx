import { useTranslation } from "react-i18next";
import { DataTable } from "#app/ui/table.tsx";
import { showDateTime } from "#app/vietnamese/dates.ts";
import { showNumber } from "#app/vietnamese/numbers.ts";

type Fields = Record<string, unknown>;
export type ShownEntry = {
  sequence: number;
  at: Date;
  /** `account:<id>`, `invitation:<id>` or `system`. */
  actor: string;
  role: string;
  /** Address of the account, where it is one. */
  email: string | null;
  action: string;
  entity: string;
  entityId: string;
  before: Fields | null;
  after: Fields | null;
};

/** Entries of a chain: codes as they are stored, because that is what is hashed. */
export function EntryTable({ entries }: { entries: ShownEntry[] }) {
  const { t } = useTranslation("audit");
  return (
    <DataTable
      caption={t("title")}
      rows={entries}
      rowKey={({ sequence }) => String(sequence)}
      columns={[
        { header: t("sequence"), align: "right", cell: ({ sequence }) => showNumber(sequence) },
        { header: t("at"), cell: ({ at }) => <span className="whitespace-nowrap">{showDateTime(at)}</span> },
        { header: t("actor"), cell: (entry) => <Who entry={entry} /> },
        { header: t("action"), cell: ({ action }) => <code>{action}</code> },
        {
          header: t("entity"),
          cell: ({ entity, entityId }) => (
            <code title={entityId} className="block max-w-28 truncate">
              {entity} {entityId}
            </code>
          ),
        },
        { header: t("change"), cell: (entry) => <Changes entry={entry} /> },
      ]}
    />
  );
}

function Who({ entry: { actor, role, email } }: { entry: ShownEntry }) {
  const { t } = useTranslation("audit");
  if (actor === "system") return t("system");
  if (actor.startsWith("invitation:")) return t("invitation");
  return (
    <span title={actor}>
      {email ?? actor} <span className="text-neutral">({role})</span>
    </span>
  );
}

function Changes({ entry: { before, after } }: { entry: ShownEntry }) {
  const { t } = useTranslation("audit");
  const show = (value: unknown) => {
    if (value === null || value === undefined) return t("nothing");
    if (typeof value === "string") return value.startsWith("digest:") ? t("digest") : value;
    return JSON.stringify(value);
  };
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return (
    <ul className="min-w-56 max-w-md wrap-anywhere">
      {fields.map((field) => (
        <li key={field} className="line-clamp-2">
          <code>{field}</code>: {before && `${show(before[field])} → `}
          {show(after?.[field])}
        </li>
      ))}
    </ul>
  );
}
