import { type FormValues, readFormValues } from "#app/lib/form-values.ts";

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
