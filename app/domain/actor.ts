/** Post roles of an account; `product.md` names who they are and what they want. */
export const roles = ["business", "office", "leader", "unit", "provider", "province", "admin"] as const;
export type Role = (typeof roles)[number];

type Account<R extends Role> = { role: R; accountId: string; fullName: string };

export type BusinessActor = Account<"business"> & { wardId: string; businessId: string };
export type OfficeActor = Account<"office"> & { wardId: string };
export type LeaderActor = Account<"leader"> & { wardId: string };
export type UnitActor = Account<"unit"> & { wardId: string; unit: string };
export type ProviderActor = Account<"provider"> & { providerId: string };
export type ProvinceActor = Account<"province"> & { provinceCode: string };
export type AdminActor = Account<"admin">;
export type AccountActor =
  | BusinessActor
  | OfficeActor
  | LeaderActor
  | UnitActor
  | ProviderActor
  | ProvinceActor
  | AdminActor;

/** A business that opened its personal link and confirmed its tax code: it acts on this one invitation. */
export type InvitationActor = {
  role: "invitation";
  invitationId: string;
  wardId: string;
  roundId: string;
  businessId: string;
};

/** The set-up, the seed and scheduled work. */
export type SystemActor = { role: "system" };

export type Actor = AccountActor | InvitationActor | SystemActor;

export type ActorOf<R extends Role> = Extract<AccountActor, { role: R }>;

/** How an actor is named in the audit chain and as the holder of an idempotency key: an id, never a name. */
export function actorKey(actor: Actor): string {
  if (actor.role === "system") return "system";
  return actor.role === "invitation" ? `invitation:${actor.invitationId}` : `account:${actor.accountId}`;
}

/** What `onceInTransaction` is asked for: this command by this actor, with all that the form says. */
export function onceBy<I extends { idempotencyKey: string }>(actor: Actor, command: string, input: I) {
  return { key: input.idempotencyKey, actor: actorKey(actor), command, input };
}

/** The ward whose data the actor may touch; null for roles that stand above the wards. */
export function wardOf(actor: Actor): string | null {
  return "wardId" in actor ? actor.wardId : null;
}
