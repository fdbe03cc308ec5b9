import { useEffect, useState } from "react";
import type { TaskProgress } from "#app/lib/task-progress.ts";

/** What one look at a task tells: how far it is, or why nobody could say. */
export type Seen = TaskProgress | { state: "unreachable" | "signedOut" };

/** Milliseconds; what is over before the first look is never shown. */
const firstLook = 1000;
const nextLook = 700;

/** A key under which a page asks for a task of its own. `randomUUID` is missing where a page came over plain HTTP. */
export function newTaskKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Looks at a task again and again. @returns what ends that */
export function followTask(key: string, onSeen: (seen: Seen) => void): () => void {
  const leaving = new AbortController();
  const look = async () => {
    const seen = await lookAt(key, leaving.signal);
    if (leaving.signal.aborted) return;
    timer = setTimeout(look, nextLook);
    onSeen(seen);
  };
  let timer = setTimeout(look, firstLook);
  return () => {
    leaving.abort();
    clearTimeout(timer);
  };
}

/** The last look at a task that is followed as long as `key` is given; null before the first. */
export function useTask(key: string | null): Seen | null {
  const [seen, setSeen] = useState<Seen | null>(null);
  useEffect(() => {
    setSeen(null);
    return key === null ? undefined : followTask(key, setSeen);
  }, [key]);
  return seen;
}

async function lookAt(key: string, signal: AbortSignal): Promise<Seen> {
  try {
    const answer = await fetch(`/progress/${key}`, { signal, redirect: "manual" });
    if (answer.type === "opaqueredirect") return { state: "signedOut" };
    return answer.ok ? ((await answer.json()) as TaskProgress) : { state: "unreachable" };
  } catch {
    return { state: "unreachable" };
  }
}
