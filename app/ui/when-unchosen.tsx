import type { ReactNode } from "react";
import { useWatch } from "react-hook-form";
import { useHydrated } from "./form.tsx";

/**
 * Fields that describe something new: they give way once a known one is chosen in the field `name`. Before scripts
 * run nobody knows what will be chosen, so both ways stay open, and the server refuses who goes both.
 */
export function WhenUnchosen({ name, children }: { name: string; children: ReactNode }) {
  const chosen: unknown = useWatch({ name });
  const hydrated = useHydrated();
  return hydrated && chosen ? null : children;
}
