import { sql } from "drizzle-orm";
import type { Transaction } from "#app/db/client.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { mapInTurns } from "#app/lib/in-turns.server.ts";
import { auditDigest } from "#app/lib/keys.server.ts";
import { requestContext } from "#app/lib/request-context.server.ts";
import { type Actor, actorKey, wardOf } from "../actor.ts";
import { installationChain } from "./queries.server.ts";

type Fields = Record<string, unknown>;

export type AuditRecord = {
  /** Verb of the command: `business.create`. */
  action: string;
  entity: string;
  entityId: string;
  before?: Fields | null;
  after?: Fields | null;
  /** Fields with a person's data: the chain keeps a keyed digest of them, so that erasing a person cannot break it. */
  personal?: readonly string[];
  /** Chain to append to where it is not the actor's own: a ward's id. */
  wardId?: string | null;
};

/**
 * Appends who did what, before and after, to the ward's hash chain. Call it last in the command's transaction: the
 * chain's head stays locked until the commit. Only changed fields are kept when both sides are given.
 */
export async function recordAudit(tx: Transaction, actor: Actor, record: AuditRecord): Promise<void> {
  await recordAudits(tx, actor, [record]);
}

/** Entries of one statement, which may take a second: far from the longest that a statement may take. */
const entriesAtOnce = 5_000;

/**
 * As `recordAudit`, for a command that changes many rows at once: one entry each, in few statements. Entries of one
 * chain keep this order; chains are locked in the order of their names, so that two commands never wait for each other.
 */
export async function recordAudits(
  tx: Transaction,
  actor: Actor,
  records: readonly AuditRecord[],
): Promise<void> {
  const chainOf = (record: AuditRecord) => record.wardId ?? wardOf(actor) ?? installationChain;
  for (const chain of [...new Set(records.map(chainOf))].sort()) {
    const ofChain = records.filter((record) => chainOf(record) === chain);
    for (let start = 0; start < ofChain.length; start += entriesAtOnce) {
      const batch = ofChain.slice(start, start + entriesAtOnce);
      const entries = JSON.stringify(await mapInTurns(batch, (record) => entryOf(actor, record)));
      await tx.execute(
        sql`select append_audit_entries(${chain}, ${actorKey(actor)}, ${actor.role},
          ${requestContext()?.requestId ?? null}, ${entries}::jsonb)`,
      );
    }
  }
}

function entryOf(actor: Actor, record: AuditRecord) {
  const wardId = record.wardId ?? wardOf(actor);
  const [before, after] = changedFields(record.before ?? null, record.after ?? null);
  const text = (fields: Fields | null) =>
    fields && canonicalJson(withoutPersonalData(fields, record.personal ?? [], wardId));
  return {
    action: record.action,
    entity: record.entity,
    entityId: record.entityId,
    before: text(before),
    after: text(after),
  };
}

function changedFields(before: Fields | null, after: Fields | null): [Fields | null, Fields | null] {
  if (!before || !after) return [before, after];
  const names = Object.keys(after).filter(
    (name) => canonicalJson(before[name]) !== canonicalJson(after[name]),
  );
  const pick = (fields: Fields) => Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
  return [pick(before), pick(after)];
}

function withoutPersonalData(fields: Fields, personal: readonly string[], wardId: string | null): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) =>
      personal.includes(name) && value != null && value !== ""
        ? [name, auditDigest(wardId, String(value))]
        : [name, value],
    ),
  );
}
