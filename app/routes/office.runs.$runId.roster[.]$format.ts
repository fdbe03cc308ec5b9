import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadWardRoster } from "#app/domain/rosters/commands.server.ts";
import { downloadTable } from "#app/http/downloads.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam } from "#app/http/params.server.ts";
import { countTry } from "#app/http/rate-limits.server.ts";

/** The ward's own list of a run; the download is written down before its first byte. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "office");
  const { db } = args.context;
  await countTry(db, "download", actor.accountId);
  const roster = await downloadWardRoster(db, actor, idParam(args.params, "runId"));
  return downloadTable(args.request, actor, roster);
}
