import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EntryTable } from "#app/components/audit/entry-table.tsx";
import { CheckVerdict } from "#app/components/audit/shown-check.tsx";
import { findLastCheck, getEntriesPage } from "#app/domain/audit/entries.server.ts";
import { getChain, listChains } from "#app/domain/audit/queries.server.ts";
import { checkChainInput } from "#app/domain/audit/schema.ts";
import { checkChain } from "#app/domain/audit/verify-chain.server.ts";
import { handleForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { SubmitButton } from "#app/ui/button.tsx";
import { ActionForm, HiddenField } from "#app/ui/form.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Pagination } from "#app/ui/table.tsx";

export const handle: PageHandle = { i18n: ["audit"] };
export const meta: MetaFunction = () => [{ title: "Nhật ký – Nhân lực số" }];

export { readAnewAfterConflict as shouldRevalidate } from "#app/ui/page-state.ts";

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "admin");
  const { db } = args.context;
  const { page, pageSize, filter } = listParams(args.request, ["sequence"]);
  const chains = await listChains(db);
  const chain = getChain(chains, filter("chain"));
  const { entries, total } = await getEntriesPage(db, actor, chain, { page, pageSize });
  return { chains, chain, entries, total, page, pageSize, check: await findLastCheck(db, actor, chain) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "admin");
  const { db } = args.context;
  return handleForm(args.request, checkChainInput, async (input) => {
    const chain = getChain(await listChains(db), input.chain);
    await checkChain(db, actor, chain);
    return redirect(`/admin/audit?chain=${chain}`);
  });
}

export default function AuditPage() {
  const { chain, entries, total, page, pageSize, check } = useLoaderData<typeof loader>();
  const { t } = useTranslation("audit");
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <ChainChoice />
      <CheckVerdict check={check} />
      <ActionForm key={chain} schema={checkChainInput} values={{ chain }} className="my-4">
        <HiddenField name="chain" />
        <SubmitButton>{t("verify")}</SubmitButton>
      </ActionForm>
      {entries.length === 0 ? <EmptyState>{t("empty")}</EmptyState> : <EntryTable entries={entries} />}
      <Pagination page={page} pageSize={pageSize} total={total} />
    </>
  );
}

/** A plain GET form: the chain stands in the address. */
function ChainChoice() {
  const { chains, chain } = useLoaderData<typeof loader>();
  const { t } = useTranslation("audit");
  return (
    <Form method="get" className="no-print mb-4 flex flex-wrap items-end gap-3">
      <label className="grow sm:max-w-md">
        <span className="mb-1 block font-medium">{t("chain")}</span>
        <select key={chain} name="chain" defaultValue={chain} className="select w-full text-base">
          {chains.map((choice) => (
            <option key={choice.chain} value={choice.chain}>
              {choice.wardName ?? t("installation")}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="btn btn-outline min-h-10 border-base-300 text-base font-medium">
        {t("show")}
      </button>
    </Form>
  );
}
