import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadProviderRoster } from "#app/domain/rosters/commands.server.ts";
import { downloadTable, exportFormatOf } from "#app/http/downloads.server.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { idParam } from "#app/http/params.server.ts";
import { countTry } from "#app/http/rate-limits.server.ts";

/** Every issued list of the provider's run, and as .pdf the sheet to sign on; the download is written down before its first byte. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, "provider");
  const { db } = args.context;
  await countTry(db, "download", actor.accountId);
  // On paper it is signed; in a program it is filled in and sent back.
  const as = exportFormatOf(args.request) === "pdf" ? "signIn" : "roster";
  const roster = await downloadProviderRoster(db, actor, idParam(args.params, "runId"), { as });
  return downloadTable(args.request, actor, roster);
}
