import { Form, useActionData } from "@remix-run/react";
import { type ReactNode, useId } from "react";
import { Alert } from "./alert.tsx";
import { FieldError } from "./field-frame.tsx";
import { useMessage } from "./message.tsx";
import { FormProblem, type Refused } from "./post-form.tsx";

type Props = {
  /** Label of the field `file`. */
  label: string;
  /** Endings that the file chooser offers: ".xlsx". */
  accept: string;
  children: ReactNode;
};

/**
 * A form that posts one file in its field `file` (http/uploads.server.ts reads it). It is no `ActionForm`: what a
 * browser may know of a file before it is sent says nothing, and a chosen file cannot be given back.
 */
export function UploadForm({ label, accept, children }: Props) {
  const answer = useActionData() as Partial<Refused> | undefined;
  const translate = useMessage();
  const id = useId();
  const { file, "": _, ...others } = answer?.errors ?? {};
  const error = file && translate(file);
  return (
    <Form method="post" encType="multipart/form-data" className="max-w-xl">
      <FormProblem refused={answer} />
      {Object.values(others).map((text) => (
        <Alert key={text} tone="error">
          {translate(text)}
        </Alert>
      ))}
      <div className="mb-4">
        <label htmlFor={id} className="mb-1 block font-medium">
          {label}
        </label>
        <input
          id={id}
          type="file"
          name="file"
          accept={accept}
          required
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          className="file-input w-full text-base"
        />
        <FieldError id={id} error={error} />
      </div>
      {children}
    </Form>
  );
}
