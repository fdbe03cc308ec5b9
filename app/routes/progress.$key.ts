import type { LoaderFunctionArgs } from "@remix-run/node";
import { roles } from "#app/domain/actor.ts";
import { requireRole } from "#app/http/guards.server.ts";
import { runningTasks } from "#app/http/progress.server.ts";

/** How far a task of the signed-in account is; its page asks again and again. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireRole(args, ...roles);
  return Response.json(runningTasks.look(actor, args.params.key ?? ""));
}
