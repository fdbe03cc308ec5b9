import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { signOutHeaders } from "#app/http/session.server.ts";

export function loader() {
  return redirect("/");
}

export async function action({ request, context }: ActionFunctionArgs) {
  return redirect("/login", { headers: await signOutHeaders(context.db, request.headers.get("Cookie")) });
}
