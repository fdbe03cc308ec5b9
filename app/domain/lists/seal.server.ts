import { createHash } from "node:crypto";
import { auditDigest } from "#app/lib/keys.server.ts";
import type { FullRow } from "./rows.server.ts";

/** What of a letter is sealed with the rows: all that is printed and kept with the list. */
export type SealedHead = {
  wardId: string;
  wardCode: string;
  title: string | null;
  letterNumber: number | null;
  letterDate: string | null;
  signerName: string | null;
  signerTitle: string | null;
  signingCapacity: string | null;
};

/**
 * SHA-256 over an issued list, base64url: the same content always gives the same seal, and one changed letter another.
 * The citizen ID numbers enter as keyed digests, because twelve digits could be guessed from a plain hash.
 */
export function sealOf(head: SealedHead, rows: readonly FullRow[]): string {
  const hash = createHash("sha256");
  // JSON of arrays in a fixed order is unambiguous; the first element names this order.
  const add = (line: unknown[]) => hash.update(`${JSON.stringify(line)}\n`);
  add([
    "nominee-list/1",
    head.wardCode,
    head.title,
    head.letterNumber,
    head.letterDate,
    head.signerName,
    head.signerTitle,
    head.signingCapacity,
  ]);
  for (const row of rows) add([row.number, row.seat, ...factsOf(head.wardId, row)]);
  return hash.digest("base64url");
}

/** What the audit chain keeps of a row: equal facts show as equal, and nothing else shows. */
export function digestOf(wardId: string, row: FullRow): string {
  return auditDigest(wardId, JSON.stringify(factsOf(wardId, row)));
}

function factsOf(wardId: string, row: FullRow): unknown[] {
  return [
    row.fullName,
    row.gender,
    row.birthDate,
    row.nationalId && auditDigest(wardId, row.nationalId),
    row.phone,
    row.email,
    row.position,
    row.qualification,
    row.employer,
  ];
}
