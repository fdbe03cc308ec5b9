import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { nominations, nomineeListRows } from "#app/db/schema/index.ts";
import { onceInTransaction, onViolation } from "#app/db/transaction.server.ts";
import { type LocalDate, todayInVietnam } from "#app/vietnamese/dates.ts";
import { type OfficeActor, onceBy } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Invalid } from "../errors.ts";
import { listTitle } from "../rosters/roster-table.ts";
import { moveList } from "./move-list.server.ts";
import { type ListHead, listSigners } from "./queries.server.ts";
import { readFullRows } from "./rows.server.ts";
import { isLetterDay } from "./rules.ts";
import type { IssueListInput } from "./schema.ts";
import { sealOf } from "./seal.server.ts";

/**
 * Records number, date and signer that the records clerk gave to an approved list. From then on the list and its rows
 * never change (triggers), the seal says so, and its nominations are sent.
 * @throws Invalid at `letterNumber` when the ward has used it in that year, at `letterDate` outside the days from the
 * approval to today, at `signerId` for anybody but a leader of the ward; Conflict when the list is not approved or
 * was changed since it was read; NotFound
 */
export async function issueList(db: Database, actor: OfficeActor, input: IssueListInput): Promise<void> {
  try {
    await onceInTransaction(db, onceBy(actor, "list.issue", input), (tx) => issue(tx, actor, input));
  } catch (error) {
    onViolation(error, "nominee_lists_letter_unique", () => {
      throw new Invalid("letterNumber", "lists:errors.numberTaken", { year: yearOf(input.letterDate) });
    });
    throw error;
  }
}

async function issue(tx: Transaction, actor: OfficeActor, input: IssueListInput): Promise<void> {
  const list = await moveList(tx, actor, input, "issued", async (approved) => {
    requireLetterDay(approved, input.letterDate);
    const signer = await getSigner(tx, actor, input.signerId);
    const { wardCode, wardName, placeName, letterSymbol } = approved;
    const letter = {
      title: listTitle(approved),
      wardCode,
      wardName,
      placeName,
      letterSymbol,
      letterNumber: input.letterNumber,
      letterDate: input.letterDate,
      signerName: signer.fullName,
      signerTitle: signer.postTitle,
      signingCapacity: input.signingCapacity,
    };
    return {
      ...letter,
      letterYear: yearOf(input.letterDate),
      issuedAt: sql`now()`,
      contentHash: sealOf({ ...approved, ...letter }, await readFullRows(tx, approved)),
    };
  });
  await markSent(tx, list);
  await recordAudit(tx, actor, {
    action: "list.issue",
    entity: "nominee_list",
    entityId: list.id,
    before: { status: list.status },
    after: { status: "issued", letterNumber: input.letterNumber, letterDate: input.letterDate },
  });
}

function requireLetterDay({ decidedAt }: ListHead, date: LocalDate): void {
  const today = todayInVietnam(new Date());
  const approvedOn = decidedAt ? todayInVietnam(decidedAt) : today;
  if (!isLetterDay(date, { approvedOn, today })) throw new Invalid("letterDate", "lists:errors.letterDay");
}

async function getSigner(tx: Transaction, actor: OfficeActor, signerId: string) {
  const signer = (await listSigners(tx, actor)).find(({ id }) => id === signerId);
  if (!signer) throw new Invalid("signerId", "app:errors.choose");
  return signer;
}

/** Whoever stands in the issued list is nominated for good: changes are made by an annex. */
async function markSent(tx: Transaction, { wardId, id }: ListHead): Promise<void> {
  const listed = tx
    .select({ nominationId: nomineeListRows.nominationId })
    .from(nomineeListRows)
    .where(and(eq(nomineeListRows.wardId, wardId), eq(nomineeListRows.listId, id)));
  await tx
    .update(nominations)
    .set({ status: "sent", version: sql`${nominations.version} + 1` })
    .where(and(eq(nominations.wardId, wardId), inArray(nominations.id, listed)));
}

function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}
