import { and, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "#app/db/client.server.ts";
import { newId } from "#app/db/schema/columns.ts";
import { nomineeListRows } from "#app/db/schema/index.ts";
import { onceInTransaction } from "#app/db/transaction.server.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";
import { type OfficeActor, onceBy } from "../actor.ts";
import { recordAudit } from "../audit/commands.server.ts";
import { Conflict, Invalid } from "../errors.ts";
import { listTemplate, neededBy } from "../rosters/template.ts";
import { moveList } from "./move-list.server.ts";
import { protectListedId } from "./national-id.server.ts";
import type { ListHead } from "./queries.server.ts";
import { type FullRow, readFullRows } from "./rows.server.ts";
import { reviewList, type SubmittedRow } from "./rules.ts";
import type { SubmitListInput, WithdrawListInput } from "./schema.ts";
import { digestOf } from "./seal.server.ts";

/** A statement holds at most 65,535 parameters. */
const rowsAtOnce = 2_000;

/**
 * Lays the list before the leader: its nominations are copied, as they are now, into the rows that will be approved.
 * @throws Conflict when the state does not allow it, the version is old, the run was cancelled, or primaries still lack
 * what the list needs; Invalid at `note` when a warning is overridden without a reason; NotFound
 */
export async function submitList(db: Database, actor: OfficeActor, input: SubmitListInput): Promise<void> {
  await onceInTransaction(db, onceBy(actor, "list.submit", input), async (tx) => {
    const list = await moveList(tx, actor, input, "submitted", (list) => ({
      proposedBy: actor.accountId,
      submittedAt: sql`now()`,
      submitNote: input.note,
      rosterTemplate: list.runTemplate,
      decidedBy: null,
      decidedAt: null,
    }));
    // Read after the move: from here on nobody can nominate or withdraw until the commit.
    const rows = await readFullRows(tx, list);
    requireReady(list, rows, input.note);
    await replaceRows(tx, list, rows);
    await recordAudit(tx, actor, {
      action: "list.submit",
      entity: "nominee_list",
      entityId: list.id,
      before: { status: list.status },
      after: { status: "submitted", note: input.note, rows: submittedRows(list, rows) },
      personal: ["note"],
    });
  });
}

/**
 * Takes a list back that no letter has gone out for, so that its nominations may change; an approval ends with it.
 * @throws Conflict when it is issued, was decided meanwhile, or is no longer with the leader; NotFound
 */
export async function withdrawList(
  db: Database,
  actor: OfficeActor,
  input: WithdrawListInput,
): Promise<void> {
  await onceInTransaction(db, onceBy(actor, "list.withdraw", input), async (tx) => {
    const list = await moveList(tx, actor, input, "draft", () => ({
      decidedBy: null,
      decidedAt: null,
    }));
    await recordAudit(tx, actor, {
      action: "list.withdraw",
      entity: "nominee_list",
      entityId: list.id,
      before: { status: list.status },
      after: { status: "draft" },
    });
  });
}

function requireReady(list: ListHead, rows: FullRow[], note: string | null): void {
  const submittedOn = todayInVietnam(new Date());
  const { missing, isReady, needsNote } = reviewList(rows, {
    nominationDeadline: list.nominationDeadline,
    submittedOn,
    needed: neededBy(listTemplate(list)),
  });
  if (missing.length > 0) throw new Conflict("lists:errors.stillMissing", { count: missing.length });
  if (!isReady) throw new Conflict("lists:errors.nobody");
  if (needsNote && note === null) throw new Invalid("note", "lists:errors.noteNeeded");
}

async function replaceRows(tx: Transaction, { id, wardId, runId }: ListHead, rows: FullRow[]): Promise<void> {
  await tx
    .delete(nomineeListRows)
    .where(and(eq(nomineeListRows.wardId, wardId), eq(nomineeListRows.listId, id)));
  const values = rows.map(({ nationalId, outsideNeedReason: _, ...row }) => {
    const rowId = newId();
    return {
      ...row,
      id: rowId,
      wardId,
      listId: id,
      runId,
      nationalIdCipher: protectListedId({ id: rowId, wardId, nationalId }),
    };
  });
  for (let start = 0; start < values.length; start += rowsAtOnce) {
    await tx.insert(nomineeListRows).values(values.slice(start, start + rowsAtOnce));
  }
}

function submittedRows({ wardId }: ListHead, rows: FullRow[]): SubmittedRow[] {
  return rows.map((row) => ({
    nominationId: row.nominationId,
    seat: row.seat,
    digest: digestOf(wardId, row),
  }));
}
