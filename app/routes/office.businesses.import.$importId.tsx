import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ImportPreview, SavedImport, SaveImport } from "#app/components/businesses/import-pages.tsx";
import { saveImport } from "#app/domain/businesses/import-businesses.server.ts";
import { rowStates } from "#app/domain/businesses/import-plan.ts";
import { getImportPreview } from "#app/domain/businesses/import-preview.server.ts";
import { saveImportInput } from "#app/domain/businesses/schema.ts";
import { handleValues, readForm } from "#app/http/forms.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam, listParams } from "#app/http/params.server.ts";
import type { PageHandle } from "#app/i18n/i18n.ts";
import { Pagination } from "#app/ui/table.tsx";

export const handle: PageHandle = { i18n: ["businesses", "files"] };
export const meta: MetaFunction = () => [{ title: "Xem trước khi nhập – Nhân lực số" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { page, pageSize, filter } = listParams(args.request, ["row"], 100);
  const preview = await getImportPreview(args.context.db, actor, idParam(args.params, "importId"), {
    clusterId: filter("cluster"),
    state: rowStates.find((state) => state === filter("state")) ?? null,
    page,
    pageSize,
  });
  return { preview, page, pageSize };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireRole(args, "office");
  const importId = idParam(args.params, "importId");
  const values = { ...(await readForm(args.request)), importId };
  return handleValues(values, saveImportInput, async (input) => {
    await saveImport(args.context.db, actor, input);
    return redirect(`/office/businesses/import/${importId}`);
  });
}

export default function ImportPage() {
  const { preview, page, pageSize } = useLoaderData<typeof loader>();
  return (
    <>
      {preview.savedAt ? (
        <SavedImport preview={preview} savedAt={preview.savedAt} />
      ) : (
        <ImportPreview preview={preview} />
      )}
      {preview.total > 0 && <Pagination page={page} pageSize={pageSize} total={preview.total} />}
      {!preview.savedAt && <SaveImport preview={preview} />}
    </>
  );
}
