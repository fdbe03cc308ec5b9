import type { LoaderFunctionArgs } from "@remix-run/node";
import { fillWardForm } from "#app/domain/provider-forms/fill-roster.server.ts";
import { downloadBytes } from "#app/http/downloads.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam } from "#app/http/params.server.ts";
import { countTry } from "#app/http/rate-limits.server.ts";

/** The ward's own list of a run in one of its forms; the download is written down before its first byte. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  await countTry(db, "download", actor.accountId);
  const [runId, formId] = [idParam(args.params, "runId"), idParam(args.params, "formId")];
  return downloadBytes(args.request, actor, () => fillWardForm(db, actor, runId, formId));
}
