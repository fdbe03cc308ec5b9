import { blindIndex, type CipherPlace, decrypt, encrypt } from "#app/lib/keys.server.ts";
import { showTaxCode } from "#app/vietnamese/tax-code.ts";

const placeOf = (wardId: string, businessId: string): CipherPlace => ({
  table: "businesses",
  column: "tax_code",
  wardId,
  rowId: businessId,
});

/**
 * The columns of a tax code. A 12-digit one is its holder's citizen ID number, so all are kept encrypted and bound to
 * their row, are found by a blind index, and are shown masked where they are personal.
 * @param taxCode as `parseTaxCode` returns it; null for a business that has none
 */
export function protectTaxCode({
  wardId,
  businessId,
  taxCode,
}: {
  wardId: string;
  businessId: string;
  taxCode: string | null;
}) {
  if (taxCode === null) return { taxCodeCipher: null, taxCodeIndex: null, taxCodeShown: null };
  return {
    taxCodeCipher: encrypt(taxCode, placeOf(wardId, businessId)),
    taxCodeIndex: taxCodeIndexOf(wardId, taxCode),
    taxCodeShown: showTaxCode(taxCode),
  };
}

/** The tax code in full. For comparing and for the audit's digests; no screen and no file shows a personal one. */
export function revealTaxCode(row: {
  id: string;
  wardId: string;
  taxCodeCipher: string | null;
}): string | null {
  return row.taxCodeCipher && decrypt(row.taxCodeCipher, placeOf(row.wardId, row.id));
}

/** What `businesses.tax_code_index` holds for this code. @param taxCode as `parseTaxCode` returns it */
export function taxCodeIndexOf(wardId: string, taxCode: string): string {
  return blindIndex(wardId, "taxCode", taxCode);
}
