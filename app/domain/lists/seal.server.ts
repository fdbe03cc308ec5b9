import { createHash } from "node:crypto";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { auditDigest } from "#app/lib/keys.server.ts";
import type { FullRow } from "./rows.server.ts";

/** What of a letter is sealed with the rows: all that is printed and kept with the list. */
export type SealedHead = {
  wardId: string;
  wardCode: string;
  wardName: string;
  placeName: string;
  letterSymbol: string;
  title: string | null;
  letterNumber: number | null;
  letterDate: string | null;
  signerName: string | null;
  signerTitle: string | null;
  signingCapacity: string | null;
  /** As stored: the columns that it was submitted with. */
  rosterTemplate: unknown;
};

/** A canonical form of a list, named by the first element of its head. */
type Form = {
  head: (head: SealedHead) => unknown[];
  facts: (wardId: string, row: FullRow) => unknown[];
};

/**
 * A list is sealed by the newest form, and stays sealed by the form of its time: the first knew the ward by its code
 * alone, and neither of the old ones the columns and the tax codes.
 */
const newestForm: Form = {
  head: (head) => ["nominee-list/3", ...wardOf(head), ...letterOf(head), canonicalJson(head.rosterTemplate)],
  facts: factsOf,
};
const secondForm: Form = {
  head: (head) => ["nominee-list/2", ...wardOf(head), ...letterOf(head)],
  facts: factsWithoutTaxCode,
};
const firstForm: Form = {
  head: (head) => ["nominee-list/1", head.wardCode, ...letterOf(head)],
  facts: factsWithoutTaxCode,
};

function wardOf({ wardCode, wardName, placeName, letterSymbol }: SealedHead) {
  return [wardCode, wardName, placeName, letterSymbol];
}

function letterOf({ title, letterNumber, letterDate, signerName, signerTitle, signingCapacity }: SealedHead) {
  return [title, letterNumber, letterDate, signerName, signerTitle, signingCapacity];
}

/**
 * SHA-256 over a list that is issued now, base64url: the same content always gives the same seal, and one changed
 * letter another. The citizen ID numbers enter as keyed digests, because twelve digits could be guessed from a plain
 * hash.
 */
export function sealOf(head: SealedHead, rows: readonly FullRow[]): string {
  return hashOf(newestForm, head, rows);
}

/** Whether an issued list is still what was sealed, in whichever form that was done. */
export function isSealedBy(seal: string | null, head: SealedHead, rows: readonly FullRow[]): boolean {
  return [newestForm, secondForm, firstForm].some((form) => hashOf(form, head, rows) === seal);
}

function hashOf(form: Form, head: SealedHead, rows: readonly FullRow[]): string {
  const hash = createHash("sha256");
  // JSON of arrays in a fixed order is unambiguous.
  const add = (line: unknown[]) => hash.update(`${JSON.stringify(line)}\n`);
  add(form.head(head));
  for (const row of rows) add([row.number, row.seat, ...form.facts(head.wardId, row)]);
  return hash.digest("base64url");
}

/** What the audit chain keeps of a row: equal facts show as equal, and nothing else shows. */
export function digestOf(wardId: string, row: FullRow): string {
  return auditDigest(wardId, JSON.stringify(factsOf(wardId, row)));
}

function factsOf(wardId: string, row: FullRow): unknown[] {
  return [...factsWithoutTaxCode(wardId, row), row.taxCode];
}

function factsWithoutTaxCode(wardId: string, row: FullRow): unknown[] {
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
