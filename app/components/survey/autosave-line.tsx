import { useLocation } from "@remix-run/react";
import { Check } from "lucide-react";
import { useEffect, useState } from "react";
import { useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useHydrated } from "#app/ui/form.tsx";
import { showDateTime } from "#app/vietnamese/dates.ts";
import { type AutosaveState, startAutosave } from "./autosave.ts";

type Props = { url: string; frameId: string; onSaved: (version: number) => void };

/** Saves the draft while somebody types, and says quietly how that stands. Before scripts run, buttons save. */
export function AutosaveLine({ url, frameId, onSaved }: Props) {
  const { t } = useTranslation("survey");
  const { pathname } = useLocation();
  const [state, setState] = useState<AutosaveState>({ kind: "idle" });
  const { subscribe } = useFormContext();
  const hydrated = useHydrated();
  useEffect(() => {
    const form = document.getElementById(frameId)?.querySelector("form");
    if (!form) return;
    const autosave = startAutosave(form, url, (next, saved) => {
      setState(next);
      if (saved) onSaved(saved.version);
    });
    const unsubscribe = subscribe({ formState: { values: true }, callback: autosave.changed });
    return () => {
      unsubscribe();
      autosave.stop();
    };
  }, [frameId, url, subscribe, onSaved]);
  const lost = state.kind === "elsewhere" || state.kind === "closed";
  return (
    <p
      role="status"
      className={`my-3 min-h-6 ${lost || state.kind === "offline" ? "font-medium" : "text-neutral"}`}
    >
      {!hydrated && t("draft.unsaved")}
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
