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
  // A form without a chosen file posts an empty one without a name.
  const isChosen = file instanceof File && (file.name !== "" || file.size > 0);
  return {
    values: readFormValues(form),
    file: isChosen
      ? { fileName: file.name || "tep.xlsx", bytes: new Uint8Array(await file.arrayBuffer()) }
      : null,
  };
}
