import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ListDocument } from "#app/components/lists/list-document.tsx";
import { ListHistory } from "#app/components/lists/list-history.tsx";
import { MissingList } from "#app/components/lists/list-review.tsx";
import { ListSituation } from "#app/components/lists/list-situation.tsx";
import { ListState } from "#app/components/lists/list-state.tsx";
import { IssueStep, SubmitStep, WithdrawStep } from "#app/components/lists/office-steps.tsx";
import { issueList } from "#app/domain/lists/issue-list.server.ts";
import { listSigners } from "#app/domain/lists/queries.server.ts";
import { canBecome, isEditable } from "#app/domain/lists/rules.ts";
import { issueListInput, submitListInput, withdrawListInput } from "#app/domain/lists/schema.ts";
import { submitList, withdrawList } from "#app/domain/lists/submit-list.server.ts";
import { openList } from "#app/domain/rosters/open-list.server.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { ExportMenu } from "#app/ui/export-menu.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { PrintButton } from "#app/ui/print-button.tsx";

export const handle: PageHandle = { i18n: ["lists"] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `Danh sách ${data.list.courseName}` : "Danh sách"} – Nhân lực số` },
];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const opened = await openList(db, actor, idParam(args.params, "listId"));
  const signers = opened.list.status === "approved" ? await listSigners(db, actor) : [];
  return { ...opened, signers, keys: { move: newIdempotencyKey(), withdraw: newIdempotencyKey() } };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  const listId = idParam(args.params, "listId");
  const values: FormValues = { ...(await readForm(args.request)), listId };
  const done = () => redirect(`/office/lists/${listId}`);
  switch (values.intent) {
    case "withdraw":
      return handleValues(values, withdrawListInput, (input) => withdrawList(db, actor, input).then(done));
    case "issue":
      return handleValues(values, issueListInput, (input) => issueList(db, actor, input).then(done));
    default:
      return handleValues(values, submitListInput, (input) => submitList(db, actor, input).then(done));
  }
}

export default function ListPage() {
  const { list, document, review, sealMatches, steps, signers, keys } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["lists", "app"]);
  const values = { listId: list.id, version: String(list.version) };
  const moveValues = { ...values, idempotencyKey: keys.move };
  return (
    <>
      <div className="no-print">
        <PageHeader
          title={
            <>
              {list.courseName} – {list.label} <ListState status={list.status} />
            </>
          }
          actions={
            <>
              <ExportMenu to={`/office/runs/${list.runId}/roster`} label={t("page.download")} />
              <PrintButton look="secondary" label={t("page.print")} hint={t("page.printHint")} />
            </>
          }
        />
        <ListSituation list={list} review={review} sealMatches={sealMatches} />
        {isEditable(list.status) && <MissingList {...review} />}
      </div>
      <section className="mt-6 overflow-x-auto rounded-box border border-base-300 p-4 sm:p-8 print:mt-0 print:overflow-visible print:border-0 print:p-0">
        <ListDocument document={document} />
      </section>
      <div key={list.version} className="no-print">
        <p className="mt-2 text-neutral text-sm">{t("page.masked")}</p>
        {isEditable(list.status) && <SubmitStep values={moveValues} review={review} />}
        {list.status === "approved" && (
          <IssueStep
            values={moveValues}
            signers={signers}
            decidedBy={list.decidedBy}
            symbol={list.letterSymbol}
          />
        )}
        {canBecome(list.status, "draft") && (
          <WithdrawStep values={{ ...values, idempotencyKey: keys.withdraw }} />
        )}
        <ListHistory steps={steps} />
      </div>
    </>
  );
}
