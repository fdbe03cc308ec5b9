import { blindIndex, type CipherPlace, decrypt, encrypt } from "#app/lib/keys.server.ts";
import { maskNationalId } from "#app/vietnamese/national-id.ts";

const placeOf = (wardId: string, personId: string): CipherPlace => ({
  table: "people",
  column: "national_id",
  wardId,
  rowId: personId,
});

/**
 * The columns of a citizen ID number: encrypted and bound to the person's row, found by a blind index, shown masked.
 * @param nationalId 12 digits
 */
export function protectNationalId({
  wardId,
  personId,
  nationalId,
}: {
  wardId: string;
  personId: string;
  nationalId: string;
}) {
  return {
    nationalIdCipher: encrypt(nationalId, placeOf(wardId, personId)),
    nationalIdIndex: nationalIdIndexOf(wardId, nationalId),
    nationalIdMasked: maskNationalId(nationalId),
  };
}

/** All 12 digits. No list shows them; a page that does has recorded it in the audit chain. */
export function openNationalId(row: {
  id: string;
  wardId: string;
  nationalIdCipher: string | null;
}): string | null {
  return row.nationalIdCipher && decrypt(row.nationalIdCipher, placeOf(row.wardId, row.id));
}

/** What `people.national_id_index` holds for this number. @param nationalId 12 digits */
export function nationalIdIndexOf(wardId: string, nationalId: string): string {
  return blindIndex(wardId, "nationalId", nationalId);
}
