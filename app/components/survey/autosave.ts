/** What the line below the form says of the draft. */
export type AutosaveState =
  | { kind: "idle" }
  | { kind: "saving" }
  | { kind: "saved"; at: string }
  | { kind: "offline" }
  /** Another page or phone saved or sent meanwhile: saving on would overwrite it. */
  | { kind: "elsewhere" }
  | { kind: "closed" };

/** `Saved` of domain/survey/schema.ts, as JSON. */
export type SavedDraft = { version: number; savedAt: string; missing: string[] };

const quietMs = 1_500;
const retryMs = 10_000;

/**
 * Saves a form to `url` a moment after the last change, one save at a time, and again and again while the network is
 * away. The form's fields are the only memory: nothing is kept in the browser's storage.
 * @returns what ends it
 */
export function startAutosave(
  form: HTMLFormElement,
  url: string,
  report: (state: AutosaveState, saved?: SavedDraft) => void,
): () => void {
  let timer: number | undefined;
  let running: Promise<void> | undefined;
  let dirty = false;

  const plan = (delay: number) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void save(), delay);
  };
  const save = async (keepalive = false) => {
    if (running || !dirty) return;
    window.clearTimeout(timer);
    dirty = false;
    report({ kind: "saving" });
    running = send(keepalive).finally(() => {
      running = undefined;
    });
    await running;
    if (dirty) plan(quietMs);
  };
  const send = async (keepalive: boolean) => {
    try {
      const response = await fetch(url, {
        method: "POST",
        body: new URLSearchParams(new FormData(form) as unknown as Record<string, string>),
        redirect: "manual",
        keepalive,
        signal: AbortSignal.timeout(retryMs),
      });
      if (response.ok) {
        const saved = (await response.json()) as SavedDraft;
        report({ kind: "saved", at: saved.savedAt }, saved);
      } else if (response.status === 409 || response.status === 422) {
        report({ kind: "elsewhere" });
      } else if (response.type === "opaqueredirect" || response.status === 410) {
        report({ kind: "closed" });
      } else {
        throw new Error(String(response.status));
      }
    } catch {
      dirty = true;
      report({ kind: "offline" });
      plan(retryMs);
    }
  };

  const changed = () => {
    dirty = true;
    plan(quietMs);
  };
  /** The browser leaves the page or goes to the background: what is not saved yet must go now. */
  const leave = () => {
    if (document.visibilityState === "hidden") void save(true);
  };
  const online = () => void save();
  /** A post of the form waits for the save under way, or it would name a version that is already old. */
  const submit = (event: SubmitEvent) => {
    window.clearTimeout(timer);
    dirty = false;
    if (!running) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void running.then(() => form.requestSubmit(event.submitter));
  };
  form.addEventListener("input", changed);
  document.addEventListener("visibilitychange", leave);
  window.addEventListener("online", online);
  form.addEventListener("submit", submit, { capture: true });
  return () => {
    window.clearTimeout(timer);
    form.removeEventListener("input", changed);
    document.removeEventListener("visibilitychange", leave);
    window.removeEventListener("online", online);
    form.removeEventListener("submit", submit, { capture: true });
  };
}
