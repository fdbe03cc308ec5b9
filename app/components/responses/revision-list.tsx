import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { listRevisions } from "#app/domain/survey/responses.server.ts";
import type { RevisionChanges } from "#app/domain/survey/revision-changes.ts";
import { showDateTime } from "#app/vietnamese/dates.ts";
import { NeedLineText } from "./need-line-text.tsx";

type Props = Awaited<ReturnType<typeof listRevisions>>;

/** Every sending of a response, newest first, with what each correction changed. */
export function RevisionList({ revisions, skillNames }: Props) {
  const { t } = useTranslation(["rounds", "survey"]);
  return (
    <ol className="space-y-4" reversed>
      {revisions.map(({ revision, source, submittedAt, submittedBy, changes }) => (
        <li key={revision} className="border-base-300 border-l-4 pl-4">
          <p>
            <strong>
              {revision === 1 ? t("response.first") : t("response.correction", { count: revision - 1 })}
            </strong>
            {` – ${showDateTime(submittedAt)}. ${t(`survey:receipt.source.${source}`)}`}
            {submittedBy && ` (${t("response.by", { name: submittedBy })})`}
          </p>
          {changes && <Changes changes={changes} skillNames={skillNames} />}
        </li>
      ))}
    </ol>
  );
}

function Changes({ changes, skillNames }: { changes: RevisionChanges; skillNames: Record<string, string> }) {
  const { t } = useTranslation(["rounds", "survey"]);
  if (changes.fields.length + changes.lines.length === 0) return <p>{t("response.noChange")}</p>;
  return (
    <dl className="mt-1 grid gap-x-6 gap-y-1 sm:grid-cols-[max-content_1fr]">
      {changes.fields.map(({ field, before, after }) => (
        <Change
          key={field}
          label={field === "noNeed" ? t("survey:needs.none") : t(`survey:${labels[field]}`)}
          before={<Value value={before} />}
          after={<Value value={after} />}
        />
      ))}
      {changes.lines.map(({ number, before, after }) => (
        <Change
          key={number}
          label={t("response.line", { number })}
          before={before && <NeedLineText line={before} skill={skillNames[before.skillId]} />}
          after={after && <NeedLineText line={after} skill={skillNames[after.skillId]} />}
        />
      ))}
    </dl>
  );
}

const labels = {
  contactTitle: "business.contactTitle",
  workerCount: "business.workerCount",
  femaleCount: "business.femaleCount",
  digitalWorkerCount: "business.digitalWorkerCount",
  note: "needs.note",
} as const;

/** Old and new are told apart by words, not by colour and strike-through alone. */
function Change({ label, before, after }: { label: string; before: ReactNode; after: ReactNode }) {
  const { t } = useTranslation("rounds");
  return (
    <div className="contents">
      <dt className="text-neutral">{label}</dt>
      <dd className="mb-1">
        {before && (
          <span className="block">
            <span className="text-neutral">{after ? t("response.before") : t("response.removed")}: </span>
            <del className="decoration-error-content/60">{before}</del>
          </span>
        )}
        {after && (
          <span className="block">
            <span className="text-neutral">{before ? t("response.after") : t("response.added")}: </span>
            <ins className="bg-success no-underline">{after}</ins>
          </span>
        )}
      </dd>
    </div>
  );
}

function Value({ value }: { value: string | number | boolean | null }) {
  const { t } = useTranslation("rounds");
  if (typeof value === "boolean") return <>{value ? t("response.yes") : t("response.no")}</>;
  return <>{value === null || value === "" ? t("response.empty") : value}</>;
}
