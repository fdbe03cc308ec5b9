import type { Database } from "#app/db/client.server.ts";
import { Invalid } from "#app/domain/errors.ts";
import { type FormValues, readFormValues } from "#app/lib/form-values.ts";
import { countTry } from "./rate-limits.server.ts";

export type Upload = {
  /** The fields beside the file. */
  values: FormValues;
  /** Null when no file was chosen. */
  file: { fileName: string; bytes: Uint8Array } | null;
};

/** A posted form with one file in its field `file`. The request guard has bounded its size. */
export async function readUpload(request: Request): Promise<Upload> {
  const form = await request.formData();
  const file = form.get("file");
  // Whatever came as the file is not sent back with the fields.
  form.delete("file");
  return {
    values: readFormValues(form),
    file:
      file instanceof File && file.name !== ""
        ? { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
        : null,
  };
}

/** The file that a form must have, counted against its sender's limit. @throws Invalid at `file`; TooManyRequests */
export async function requireFile(
  db: Database,
  { accountId }: { accountId: string },
  { file }: Upload,
): Promise<NonNullable<Upload["file"]>> {
  if (!file) throw new Invalid("file", "app:errors.file");
  await countTry(db, "upload", accountId);
  return file;
}
