import { type CipherPlace, decrypt, encrypt } from "#app/lib/keys.server.ts";

const placeOf = (wardId: string, rowId: string): CipherPlace => ({
  table: "nominee_list_rows",
  column: "national_id",
  wardId,
  rowId,
});

/** A citizen ID number encrypted for its row of a list: the ciphertext of the person's file would not open here. */
export function protectListedId(row: {
  id: string;
  wardId: string;
  nationalId: string | null;
}): string | null {
  return row.nationalId && encrypt(row.nationalId, placeOf(row.wardId, row.id));
}

/** All 12 digits of a row of a list. For files that are written down, and for the seal; never for a page. */
export function openListedId(row: {
  id: string;
  wardId: string;
  nationalIdCipher: string | null;
}): string | null {
  return row.nationalIdCipher && decrypt(row.nationalIdCipher, placeOf(row.wardId, row.id));
}
