import { randomUUID } from "node:crypto";

/** A fresh key for a form's `<IdempotencyKey/>`; a loader puts it into the form's first values. */
export function newIdempotencyKey(): string {
  return randomUUID();
}
