import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DecideSteps } from "#app/components/lists/decide-steps.tsx";
import { ListDocument } from "#app/components/lists/list-document.tsx";
import { ListChanges } from "#app/components/lists/list-history.tsx";
import { ListProposal } from "#app/components/lists/list-proposal.tsx";
import { NotedList } from "#app/components/lists/list-review.tsx";
import { ListState } from "#app/components/lists/list-state.tsx";
import { approveList, returnList } from "#app/domain/lists/decide-list.server.ts";
import { approveListInput, returnListInput } from "#app/domain/lists/schema.ts";
import { openList } from "#app/domain/rosters/open-list.server.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { newIdempotencyKey } from "#app/http/idempotency.server.ts";
import { idParam } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import type { FormValues } from "#app/lib/form-values.ts";
import { PageHeader } from "#app/ui/page.tsx";

export const handle: PageHandle = { i18n: ["lists"] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `Duyệt danh sách ${data.list.courseName}` : "Duyệt danh sách"} – Nhân lực số` },
];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "leader");
  const opened = await openList(args.context.db, actor, idParam(args.params, "listId"));
  return { ...opened, keys: { approve: newIdempotencyKey(), return: newIdempotencyKey() } };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "leader");
  const { db } = args.context;
  const listId = idParam(args.params, "listId");
  const values: FormValues = { ...(await readForm(args.request)), listId };
  const done = () => redirect(`/leader/lists/${listId}`);
  return values.intent === "return"
    ? handleValues(values, returnListInput, (input) => returnList(db, actor, input).then(done))
    : handleValues(values, approveListInput, (input) => approveList(db, actor, input).then(done));
}

export default function DecidePage() {
  const { list, document, review, changes, keys } = useLoaderData<typeof loader>();
  const { t } = useTranslation("lists");
  const values = { listId: list.id, version: String(list.version) };
  return (
    <div className="max-w-5xl">
      <PageHeader
        title={
          <>
            {list.courseName} – {list.label} <ListState status={list.status} />
          </>
        }
      />
      <ListProposal list={list} review={review} />
      <ListChanges changes={changes} />
      <section>
        <h2>{t("warnings.title")}</h2>
        <NotedList {...review} />
      </section>
      <section>
        <h2>{t("page.document")}</h2>
        <div className="rounded-box border border-base-300 p-4 sm:p-6">
          <ListDocument document={document} />
        </div>
      </section>
      {list.status === "submitted" && (
        <section key={list.version} className="mt-8 max-w-xl">
          <DecideSteps
            approve={{ ...values, idempotencyKey: keys.approve }}
            returning={{ ...values, idempotencyKey: keys.return }}
          />
        </section>
      )}
    </div>
  );
}
