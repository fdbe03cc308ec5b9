import { type AppLoadContext, data, redirect } from "@remix-run/node";
import type { Params } from "@remix-run/react";
import type { InvitationActor } from "#app/domain/actor.ts";
import { NotFound } from "#app/domain/errors.ts";
import { roundPhase, takesAnswers } from "#app/domain/rounds/rules.ts";
import { actorOf, findInvitation, type Invitation } from "#app/domain/survey/link.server.ts";
import { confirmationProof, hashToken } from "#app/lib/keys.server.ts";
import { addDays, showDate, todayInVietnam } from "#app/vietnamese/dates.ts";
import { readCookie, setCookie } from "./cookies.server.ts";
import type { Problem } from "./problems.server.ts";
import { countTry, requireTriesLeft } from "./rate-limits.server.ts";

type Args = { context: AppLoadContext; params: Params; request: Request };

/** How long a phone stays confirmed. */
const confirmedDays = 7;

/** @throws NotFound for a link that opens nothing; who tries many of them is stopped with 429 */
export async function requireInvitation({ context: { db, network }, params }: Args): Promise<Invitation> {
  const invitation = await findInvitation(db, params.token ?? "");
  if (invitation) return invitation;
  await requireTriesLeft(db, "unknownLink", network);
  await countTry(db, "unknownLink", network);
  throw new NotFound("survey:errors.unknownLink");
}

/**
 * The invitation whose answer may be seen or changed now: 409 and the day while its round is not open yet, 410 and
 * the day once it is closed. An answer that was sent can still be looked at then.
 */
export async function requireStartedRound(args: Args): Promise<Invitation> {
  const invitation = await requireInvitation(args);
  const { round, responseStatus } = invitation;
  const phase = roundPhase(round, todayInVietnam(new Date()));
  if (phase === "draft" || phase === "scheduled") throw notice(invitation, 409, "notOpenYet", round.opensOn);
  if (phase === "closed" && responseStatus === null) throw notice(invitation, 410, "closed", round.lateUntil);
  return invitation;
}

function notice({ ward }: Invitation, status: number, name: "notOpenYet" | "closed", day: string) {
  const problem: Problem = { key: `survey:errors.${name}`, params: { day: showDate(day) } };
  return data({ ...problem, ward }, { status });
}

/** As `requireStartedRound`, by a browser that has confirmed; any other is asked to. Guards what shows data. */
export async function requireConfirmed(
  args: Args,
): Promise<{ invitation: Invitation; actor: InvitationActor }> {
  const invitation = await requireStartedRound(args);
  if (!isConfirmed(args, invitation)) throw redirect(`/s/${args.params.token}`);
  return { invitation, actor: actorOf(invitation) };
}

/** As `requireConfirmed`, while the round takes answers; afterwards there is the receipt. Guards what changes data. */
export async function requireAnswering(args: Args) {
  const confirmed = await requireConfirmed(args);
  if (!takesAnswers(roundPhase(confirmed.invitation.round, todayInVietnam(new Date()))))
    throw redirect(`/s/${args.params.token}/receipt`);
  return confirmed;
}

/** One cookie for each link: the accountant of two businesses confirms each of them once. */
const cookieName = (token: string) => `survey-${hashToken(token).slice(0, 12)}`;

/** Set after the business confirmed. It holds a day and a keyed digest, so nothing can be read from it. */
export function confirmationCookie(
  token: string,
  { id, generation }: Pick<Invitation, "id" | "generation">,
): string {
  const until = addDays(todayInVietnam(new Date()), confirmedDays);
  const value = `${until}.${confirmationProof(id, generation, until)}`;
  return setCookie(cookieName(token), value, { maxAge: confirmedDays * 24 * 3600 });
}

export function isConfirmed({ params, request }: Args, { id, generation }: Invitation): boolean {
  const [until = "", proof] = (
    readCookie(request.headers.get("Cookie"), cookieName(params.token ?? "")) ?? ""
  ).split(".");
  return until >= todayInVietnam(new Date()) && proof === confirmationProof(id, generation, until);
}

/** What the head of every page of the survey shows. */
export function headOf({ ward, round }: Invitation) {
  const { title, year, number, closesOn, lateUntil } = round;
  const late = roundPhase(round, todayInVietnam(new Date())) === "closing";
  return { ward, round: { title, year, number, closesOn, lateUntil }, late };
}
