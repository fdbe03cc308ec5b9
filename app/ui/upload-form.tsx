import { Form, useActionData } from "@remix-run/react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { maxFileBytes } from "#app/lib/upload-limits.ts";
import { Alert } from "./alert.tsx";
import { FieldError } from "./field-frame.tsx";
import { useMessage } from "./message.tsx";
import { useHydrated } from "./page-state.ts";
import { FormProblem, type Refused } from "./post-form.tsx";
import { ReadingProgress } from "./reading-progress.tsx";

type Props = {
  /** Label of the field `file`. */
  label: string;
  /** Endings that the file chooser offers: ".xlsx". */
  accept: string;
  /** Under it the page also asks how far the file is read (http/progress.server.ts). */
  idempotencyKey: string;
  children: ReactNode;
};

/**
 * A form that posts one file in its field `file` (http/uploads.server.ts reads it). It is no `ActionForm`: what a
 * browser may know of a file before it is sent is that there is one and how large it is, and a chosen file cannot be
 * given back. Pages with it name the catalogue `files`.
 */
export function UploadForm({ label, accept, idempotencyKey, children }: Props) {
  const answer = useActionData() as Partial<Refused> | undefined;
  const translate = useMessage();
  const id = useId();
  const hydrated = useHydrated();
  const input = useRef<HTMLInputElement>(null);
  const { file: refusal, "": _, ...others } = answer?.errors ?? {};
  const [problem, setProblem] = useState(refusal);
  useEffect(() => {
    setProblem(answer?.errors?.file);
    if (answer?.errors?.file) input.current?.focus();
  }, [answer]);
  const error = problem && translate(problem);
  return (
    <Form
      method="post"
      encType="multipart/form-data"
      className="max-w-xl"
      onSubmit={(event) => {
        const found = findProblem(input.current?.files);
        if (!found) return;
        event.preventDefault();
        setProblem(found);
        input.current?.focus();
      }}
    >
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
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
          ref={input}
          id={id}
          type="file"
          name="file"
          accept={accept}
          required={!hydrated}
          onChange={({ target: { files } }) => setProblem(files?.length ? findProblem(files) : undefined)}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          className="file-input w-full text-base"
        />
        <FieldError id={id} error={error} />
      </div>
      {children}
      <ReadingProgress taskKey={idempotencyKey} />
    </Form>
  );
}

/** What the server would say of the choice, as a key; a file that is too large it would not even take. */
function findProblem(files: FileList | null | undefined): string | undefined {
  if (!files) return undefined;
  const [file] = files;
  if (!file) return "app:errors.file";
  return file.size > maxFileBytes ? "files:unreadable.tooLarge" : undefined;
}
