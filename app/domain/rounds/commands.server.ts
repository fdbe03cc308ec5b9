import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { surveyRounds } from "#app/db/schema/index.ts";
import { inTransaction, onceInTransaction, onViolation } from "#app/db/transaction.server.ts";
import { showDate } from "#app/vietnamese/dates.ts";
import { type OfficeActor, onceBy } from "../actor.ts";
import { changedMeanwhile } from "../audit/changed-meanwhile.server.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Invalid } from "../errors.ts";
import { getRound } from "./queries.server.ts";
import type { CreateRoundInput, ExtendRoundInput, RoundStepInput, UpdateRoundInput } from "./schema.ts";

/**
 * Adds a round of the officer's ward as a draft; nobody is invited before it is opened.
 * @throws Invalid at `number` when the year has a round of that number
 */
export async function createRound(
  db: Database,
  actor: OfficeActor,
  input: CreateRoundInput,
): Promise<{ roundId: string }> {
  const { idempotencyKey, year, title, ...days } = input;
  try {
    return await onceInTransaction(db, onceBy(actor, "round.create", input), async (tx) => {
      const number = input.number ?? (await nextRoundNumber(tx, actor, year));
      const values = {
        year,
        title,
        number,
        opensOn: days.opensOn,
        closesOn: days.closesOn,
        lateUntil: days.lateUntil ?? days.closesOn,
      };
      const [round] = await tx
        .insert(surveyRounds)
        .values({ wardId: actor.wardId, ...values })
        .returning({ id: surveyRounds.id });
      if (!round) throw new Error("insert returned no round");
      await recordAudit(tx, actor, {
        action: "round.create",
        entity: "round",
        entityId: round.id,
        after: values,
      });
      return { roundId: round.id };
    });
  } catch (error) {
    onViolation(error, "survey_rounds_number_unique", () => {
      throw new Invalid("number", "rounds:errors.numberTaken", { year });
    });
    throw error;
  }
}

async function nextRoundNumber(tx: Transaction, actor: OfficeActor, year: number): Promise<number> {
  const [last] = await tx
    .select({ number: sql<number>`coalesce(max(${surveyRounds.number}), 0)`.mapWith(Number) })
    .from(surveyRounds)
    .where(and(eq(surveyRounds.wardId, actor.wardId), eq(surveyRounds.year, year)));
  return (last?.number ?? 0) + 1;
}

/** Changes title and days of a draft. @throws Conflict when it is open already or was changed since it was read */
export async function updateRound(db: Database, actor: OfficeActor, input: UpdateRoundInput): Promise<void> {
  const { title, opensOn, closesOn, lateUntil } = input;
  await changeRound(db, actor, input, {
    from: "draft",
    action: "round.update",
    set: { title, opensOn, closesOn, lateUntil: lateUntil ?? closesOn },
  });
}

/** Ends a round before its last day; answers are no longer taken. @throws Conflict when it is not open */
export async function closeRound(db: Database, actor: OfficeActor, input: RoundStepInput): Promise<void> {
  await changeRound(db, actor, input, { from: "open", action: "round.close", set: { status: "closed" } });
}

/**
 * Moves the last day for late answers of an open round, also after that day has passed.
 * @throws Invalid at `lateUntil` for a day that is not later than the present one; Conflict when it is not open
 */
export async function extendRound(db: Database, actor: OfficeActor, input: ExtendRoundInput): Promise<void> {
  await changeRound(db, actor, input, {
    from: "open",
    action: "round.extend",
    set: { lateUntil: input.lateUntil },
    check: (before) => {
      if (input.lateUntil <= before.lateUntil)
        throw new Invalid("lateUntil", "rounds:errors.extendLater", { day: showDate(before.lateUntil) });
    },
  });
}

type Round = Awaited<ReturnType<typeof getRound>>;
type Change = {
  from: Round["status"];
  action: string;
  set: Partial<Pick<Round, "title" | "opensOn" | "closesOn" | "lateUntil" | "status">>;
  check?: (before: Round) => void;
};

/** One change of one round: only from the state and the version it was read in. */
async function changeRound(
  db: Database,
  actor: OfficeActor,
  { roundId, version }: { roundId: string; version: number },
  { from, action, set, check }: Change,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const before = await getRound(tx, actor, roundId);
    check?.(before);
    const [updated] = await tx
      .update(surveyRounds)
      .set({ ...set, version: sql`${surveyRounds.version} + 1` })
      .where(roundAt(actor, { roundId, version, status: from }))
      .returning({ id: surveyRounds.id });
    if (!updated) throw await movedOn(tx, actor, roundId, { isForm: action === "round.update" });
    await recordAudit(tx, actor, { action, entity: "round", entityId: roundId, before, after: set });
  });
}

/** The refusal of a step from an old version; a form whose fields may still be changed shows what differs instead. */
export async function movedOn(tx: Transaction, actor: OfficeActor, roundId: string, { isForm = false } = {}) {
  const { status } = await getRound(tx, actor, roundId);
  const state = isForm && status === "draft" ? undefined : (`rounds:phase.${status}` as const);
  return changedMeanwhile(tx, actor, { entity: "round", entityId: roundId, state });
}

/** The one round of the actor's ward in this version and state. */
export function roundAt(
  actor: OfficeActor,
  { roundId, version, status }: { roundId: string; version: number; status: Round["status"] },
): SQL | undefined {
  return and(
    eq(surveyRounds.wardId, actor.wardId),
    eq(surveyRounds.id, roundId),
    eq(surveyRounds.version, version),
    eq(surveyRounds.status, status),
  );
}
