import { decryptBytes, encryptBytes } from "#app/lib/keys.server.ts";
import type { RosterKeys } from "../rosters/key-sheet.server.ts";
import type { SentRow } from "./sent-rows.ts";

/** What was read of a roster that came back. Which nominee a line is, and what it would change, is asked anew each time. */
export type UploadContent = {
  /** What the file says of itself; null where that was lost. */
  keys: RosterKeys | null;
  rows: SentRow[];
};

type Upload = { id: string; providerId: string };

/** Bound to the row and to its tenant, which is a provider here. */
const placeOf = ({ id, providerId }: Upload) => ({
  table: "outcome_uploads",
  column: "content",
  wardId: providerId,
  rowId: id,
});

export function sealContent(upload: Upload, content: UploadContent): Buffer {
  return encryptBytes(Buffer.from(JSON.stringify(content)), placeOf(upload));
}

export function openContent(upload: Upload & { contentCipher: Buffer }): UploadContent {
  return JSON.parse(decryptBytes(upload.contentCipher, placeOf(upload)).toString()) as UploadContent;
}
