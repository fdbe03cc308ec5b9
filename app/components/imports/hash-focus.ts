import { useLocation } from "@remix-run/react";
import { type RefObject, useEffect, useRef } from "react";

/** An element that takes the focus when the address names it, as a browser without scripts does by itself. */
export function useHashFocus<E extends HTMLElement>(
  id: string,
): { id: string; ref: RefObject<E>; tabIndex: -1 } {
  const ref = useRef<E>(null);
  const { key, hash } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same address again is another visit, under another key
  useEffect(() => {
    if (hash === `#${id}`) ref.current?.focus();
  }, [key, hash, id]);
  return { id, ref, tabIndex: -1 };
}
