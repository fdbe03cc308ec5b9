import { type ShouldRevalidateFunction, useNavigation } from "@remix-run/react";
import { useSyncExternalStore } from "react";

/** True once scripts run: until then the browser's own checks must stay on. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}

/** True while a post of this page is under way: its buttons are not to be pressed twice. */
export function useIsPosting(): boolean {
  const { state, formMethod } = useNavigation();
  return state !== "idle" && formMethod === "POST";
}

/**
 * For every route with a form, as its `shouldRevalidate`: a form that came too late is shown beside what stands now, so
 * the page is read anew after such a refusal too. (After other refusals nothing has changed.)
 */
export const readAnewAfterConflict: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  defaultShouldRevalidate || actionStatus === 409;
