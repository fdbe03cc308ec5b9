import { useActionData, useLocation } from "@remix-run/react";
import { Check } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useHydrated } from "#app/ui/page-state.ts";
import { showDateTime } from "#app/vietnamese/dates.ts";
import { type AutosaveState, type SavedDraft, startAutosave } from "./autosave.ts";

type Props = {
  url: string;
  frameId: string;
  /** When the draft that the page was loaded with was saved; null without one. */
  savedAt: Date | null;
  onSaved: (saved: SavedDraft) => void;
};

/** Where a page without scripts goes on after its draft was saved. */
export const savedPlace = "saved";

/** Saves the draft while somebody types, and says quietly how that stands. Before scripts run, buttons save. */
export function AutosaveLine({ url, frameId, savedAt, onSaved }: Props) {
  const { t } = useTranslation("survey");
  const { pathname } = useLocation();
  const [state, setState] = useState<AutosaveState>({ kind: "idle" });
  const hydrated = useHydrated();
  useEffect(() => {
    const form = document.getElementById(frameId)?.querySelector("form");
    if (!form) return;
    return startAutosave(form, url, (next, saved) => {
      setState(next);
      if (saved) onSaved(saved);
    });
  }, [frameId, url, onSaved]);
  // A post that was refused may have saved nothing: what stands in the form is to be saved again.
  const refused = useActionData();
  useEffect(() => {
    if (refused) document.getElementById(frameId)?.querySelector("form")?.dispatchEvent(new Event("input"));
  }, [frameId, refused]);
  const lost = state.kind === "elsewhere" || state.kind === "closed";
  return (
    <p
      id={savedPlace}
      role="status"
      className={`my-3 min-h-6 ${lost || state.kind === "offline" ? "font-medium" : "text-neutral"}`}
    >
      {!hydrated && (savedAt ? t("draft.savedAt", { time: showDateTime(savedAt) }) : t("draft.unsaved"))}
      {hydrated && state.kind === "saved" && (
        <>
          {t("draft.saved", { time: showDateTime(new Date(state.at)).slice(0, 5) })}{" "}
          <Check aria-hidden="true" className="inline size-4" />
        </>
      )}
      {hydrated && state.kind !== "saved" && t(`draft.${state.kind}`)}{" "}
      {/* A new document, so that the form starts from what is stored now. */}
      {lost && (
        <a href={pathname} className="link text-secondary">
          {t("draft.openLatest")}
        </a>
      )}
    </p>
  );
}
