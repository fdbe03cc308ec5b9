import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { setCookie } from "#app/http/cookies.server.ts";
import { isLocalPath } from "#app/http/local-path.server.ts";
import { languages } from "#app/i18n/languages.ts";

const input = z.object({
  language: z.enum(languages).catch("vi"),
  back: z.string().refine(isLocalPath).catch("/"),
});

export function loader() {
  return redirect("/");
}

export async function action({ request }: ActionFunctionArgs) {
  const { language, back } = input.parse(Object.fromEntries(await request.formData()));
  return redirect(back, {
    headers: { "Set-Cookie": setCookie("lang", language, { maxAge: 365 * 24 * 3600, httpOnly: true }) },
  });
}
