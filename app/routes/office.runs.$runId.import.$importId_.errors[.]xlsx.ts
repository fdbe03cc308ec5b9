import type { LoaderFunctionArgs } from "@remix-run/node";
import { getNomineePreview } from "#app/domain/nominations/import-preview.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { downloadErrorFile } from "#app/http/import-error-file.server.ts";
import { idParam } from "#app/http/params.server.ts";
import { countTry } from "#app/http/rate-limits.server.ts";

/** The file as it was sent, with what its sender has to mend. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  await countTry(db, "download", actor.accountId);
  const ids = { runId: idParam(args.params, "runId"), importId: idParam(args.params, "importId") };
  const everything = { state: null, page: 1, pageSize: Number.MAX_SAFE_INTEGER, language: "vi" as const };
  return downloadErrorFile(args, actor, "nominees", await getNomineePreview(db, actor, ids, everything));
}
