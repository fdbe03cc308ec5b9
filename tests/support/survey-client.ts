import type { InvitationActor } from "#app/domain/actor.ts";
import { typeAnswer } from "#app/domain/survey/rules.ts";
import type { SubmitResponseInput } from "#app/domain/survey/schema.ts";
import { confirmationCookie } from "#app/http/survey-link.server.ts";

export type SendRequest = { path: string; headers: Record<string, string>; body: string };

/** The last post of the survey, as a phone sends it that has confirmed the link of an invitation (generation 1). */
export function sendRequest(
  origin: string,
  { token, actor }: { token: string; actor: InvitationActor },
  { idempotencyKey, version, ...answer }: SubmitResponseInput,
): SendRequest {
  const { needs, ...fields } = typeAnswer(answer);
  const body = new URLSearchParams({ ...fields, idempotencyKey, version: String(version) });
  needs.forEach((line, index) => {
    for (const [name, value] of Object.entries(line)) body.set(`needs.${index}.${name}`, value);
  });
  const [cookie = ""] = confirmationCookie(token, { id: actor.invitationId, generation: 1 }).split(";");
  return {
    path: `/s/${token}/review`,
    headers: { Origin: origin, Cookie: cookie, "Content-Type": "application/x-www-form-urlencoded" },
    body: String(body),
  };
}

/** Sends it. True when it was acknowledged: the server leads on to the receipt. */
export async function isAcknowledged(origin: string, { path, ...init }: SendRequest): Promise<boolean> {
  const response = await fetch(origin + path, { method: "POST", redirect: "manual", ...init });
  await response.arrayBuffer();
  return response.status === 302 && (response.headers.get("Location") ?? "").endsWith("/receipt");
}
