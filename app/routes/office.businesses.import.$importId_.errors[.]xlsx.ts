import type { LoaderFunctionArgs } from "@remix-run/node";
import { getBusinessPreview } from "#app/domain/businesses/import-preview.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { downloadErrorFile } from "#app/http/import-error-file.server.ts";
import { idParam } from "#app/http/params.server.ts";
import { countTry } from "#app/http/rate-limits.server.ts";

/** The file as it was sent, with what its sender has to mend. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  await countTry(db, "download", actor.accountId);
  const everything = { state: null, page: 1, pageSize: Number.MAX_SAFE_INTEGER };
  const preview = await getBusinessPreview(db, actor, idParam(args.params, "importId"), everything);
  return downloadErrorFile(args, actor, "businesses", preview);
}
