import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { businesses, courseRuns, nominations } from "#app/db/schema/index.ts";
import { onceInTransaction, onViolation } from "#app/db/transaction.server.ts";
import { showDate, todayInVietnam } from "#app/vietnamese/dates.ts";
import { type BusinessActor, type OfficeActor, onceBy } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { getRun } from "../courses/queries.server.ts";
import { isPastDeadline, type RunStatus, takesProposals } from "../courses/rules.ts";
import { Conflict, Invalid, NotFound } from "../errors.ts";
import { fileOf, refusingTakenId, setEmployer } from "../people/file-of.server.ts";
import { getPerson } from "../people/queries.server.ts";
import { settleNumber } from "../people/settle-number.server.ts";
import { takeSeat } from "../seats/take-seat.server.ts";
import { lockEditableList } from "./editable-list.server.ts";
import { listNeedsOfRuns } from "./needs.server.ts";
import type { NominateInput } from "./schema.ts";

export type Nominated = { nominationId: string; status: "proposed" | "primary" | "reserve" };

/**
 * Nominates a person for a run. What the office nominates gets a seat or a place among the reserves at once; what a
 * business proposes for one of its own workers waits for the office. Businesses until the deadline; the office also
 * after it, with a note.
 * @throws NotFound; SimilarPeople; Conflict when the run or the ward's list takes nobody now; Invalid at `personId`
 * or `fullName` for somebody who is in this run already, at `nationalId`, `businessId`, `needLineId`, `lateNote`
 */
export async function nominate(
  db: Database,
  actor: OfficeActor | BusinessActor,
  input: NominateInput,
  now = new Date(),
): Promise<Nominated> {
  const { runId, needLineId, outsideNeedReason } = input;
  const work = onceInTransaction(db, onceBy(actor, "nomination.create", input), async (tx) => {
    const businessId = await businessOf(tx, actor, input);
    const run = await getRun(tx, actor, runId);
    await lockEditableList(tx, { wardId: actor.wardId, runId });
    const lateNote =
      actor.role === "office" ? lateNoteOf(run, input, now) : await refuseClosedRun(tx, runId, now);
    await refuseForeignNeed(tx, actor, { runId, businessId, needLineId });
    const { seat: status, position } =
      actor.role === "office"
        ? await takeSeat(tx, { wardId: actor.wardId, runId })
        : { seat: "proposed" as const, position: null };
    const personId = await personOf(tx, actor, input, businessId);
    const changesEmployer =
      actor.role === "office" && (await setEmployer(tx, { wardId: actor.wardId, personId, businessId }));
    const row = { runId, personId, businessId, needLineId, status, source: actor.role, outsideNeedReason };
    const [nomination] = await tx
      .insert(nominations)
      .values({ wardId: actor.wardId, ...row, position, statusReason: lateNote, proposedBy: actor.accountId })
      .returning({ id: nominations.id });
    if (!nomination) throw new Error("insert returned no nomination");
    await recordAudit(tx, actor, {
      action: "nomination.create",
      entity: "nomination",
      entityId: nomination.id,
      after: { ...row, lateNote, changesEmployer },
      personal: ["outsideNeedReason", "lateNote"],
    });
    return { nominationId: nomination.id, status };
  });
  try {
    return await refusingTakenId(actor, work);
  } catch (error) {
    onViolation(error, "nominations_one_live_per_person", () => {
      throw new Invalid(input.personId ? "personId" : "fullName", "nominations:errors.alreadyNominated");
    });
    throw error;
  }
}

/** The business that sends the person: its own for a business, an active one of the ward for the office. */
async function businessOf(
  tx: Transaction,
  actor: OfficeActor | BusinessActor,
  input: NominateInput,
): Promise<string> {
  const businessId = actor.role === "business" ? actor.businessId : input.businessId;
  if (businessId === null) throw new Invalid("businessId", "app:errors.choose");
  const [business] = await tx
    .select({ status: businesses.status })
    .from(businesses)
    .where(and(eq(businesses.wardId, actor.wardId), eq(businesses.id, businessId)));
  if (!business) throw new NotFound();
  if (business.status !== "active") throw new Invalid("businessId", "nominations:errors.businessClosed");
  return businessId;
}

/** Why the office nominates after the deadline; null before it. */
function lateNoteOf(
  run: { status: RunStatus; nominationDeadline: string },
  { lateNote }: NominateInput,
  now: Date,
): string | null {
  if (!isPastDeadline(run, todayInVietnam(now))) return null;
  if (lateNote !== null) return lateNote;
  throw new Invalid("lateNote", "nominations:errors.lateNote", {
    deadline: showDate(run.nominationDeadline),
  });
}

/** The shared lock: whoever closes the run waits for this proposal, or it sees the run closed. */
async function refuseClosedRun(tx: Transaction, runId: string, now: Date): Promise<null> {
  const [run] = await tx
    .select({ status: courseRuns.status, nominationDeadline: courseRuns.nominationDeadline })
    .from(courseRuns)
    .where(eq(courseRuns.id, runId))
    .for("share");
  // A draft is not announced yet: to a business it does not exist.
  if (!run || run.status === "draft") throw new NotFound();
  const today = todayInVietnam(now);
  if (takesProposals(run, today)) return null;
  throw isPastDeadline(run, today)
    ? new Conflict("nominations:errors.deadlinePassed", { deadline: showDate(run.nominationDeadline) })
    : new Conflict("nominations:errors.runNotOpen");
}

async function refuseForeignNeed(
  tx: Transaction,
  actor: OfficeActor | BusinessActor,
  { runId, businessId, needLineId }: { runId: string; businessId: string; needLineId: string | null },
): Promise<void> {
  if (needLineId === null) return;
  const lines = await listNeedsOfRuns(tx, actor, { runIds: [runId], businessId, language: "vi" });
  if (!lines.some((line) => line.id === needLineId))
    throw new Invalid("needLineId", "nominations:errors.needLine");
}

async function personOf(
  tx: Transaction,
  actor: OfficeActor | BusinessActor,
  input: NominateInput,
  businessId: string,
): Promise<string> {
  const { personId, fullName, gender, birthDate, nationalId, phone, email, qualification, position } = input;
  if (personId !== null) return chosenPerson(tx, actor, personId);
  if (fullName === null) throw new Invalid("fullName", "nominations:errors.person");
  const values = { fullName, gender, birthDate, nationalId, phone, email, qualification, position };
  return fileOf(tx, actor, values, { businessId, samePerson: input.samePerson });
}

async function chosenPerson(
  tx: Transaction,
  actor: OfficeActor | BusinessActor,
  personId: string,
): Promise<string> {
  const { id } = await getPerson(tx, actor, personId);
  if (actor.role === "business") return id;
  const settled = await settleNumber(tx, actor, id);
  if (settled === null) throw new Invalid("personId", "nominations:errors.numberElsewhere");
  return settled;
}
