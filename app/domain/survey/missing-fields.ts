import * as z from "zod/mini";
import { answerInput, type TypedAnswer } from "./schema.ts";

/** Names of the fields that keep an answer from being sent, in the order of the form, each once. */
export function missingFields(answer: TypedAnswer): string[] {
  const parsed = z.safeParse(answerInput, answer);
  if (parsed.success) return [];
  return [...new Set(parsed.error.issues.map((issue) => issue.path.join(".")))];
}
