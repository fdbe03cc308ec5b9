import { createHash } from "node:crypto";

export type ChainedEntry = {
  chain: string;
  sequence: number;
  at: Date;
  actor: string;
  role: string;
  action: string;
  entity: string;
  entityId: string;
  before: string | null;
  after: string | null;
  requestId: string | null;
  previousHash: string;
  hash: string;
};

/** The hash that `append_audit_entries` of the migrations stored: every field with its length in bytes before it. */
export function hashEntry(entry: Omit<ChainedEntry, "hash">): string {
  const body = [
    entry.chain,
    String(entry.sequence),
    entry.at.toISOString(),
    entry.actor,
    entry.role,
    entry.action,
    entry.entity,
    entry.entityId,
    entry.before,
    entry.after,
    entry.requestId,
    entry.previousHash,
  ].map((part) => (part === null ? "-" : `${Buffer.byteLength(part)}:${part}`));
  return createHash("sha256").update(body.join("")).digest("hex");
}
