import type { ImportSettings } from "../imports/schema.ts";

type Earlier = { runId: string | null; settings: ImportSettings };

/**
 * What the office decided about earlier lists of a sender and need not decide again: which business an employer name
 * is, and, for the same run, which needs the people serve. A list that names no employer says nothing about the next.
 * @param earlier the newest first
 */
export function rememberedSettings(
  earlier: readonly Earlier[],
  runId: string,
): Pick<ImportSettings, "employers" | "needs" | "outsideNeedReason"> {
  const oldestFirst = [...earlier].reverse();
  const sameRun = oldestFirst.filter((each) => each.runId === runId);
  const { "": _unnamed, ...employers } = Object.assign(
    {},
    ...oldestFirst.map(({ settings }) => settings.employers),
  ) as ImportSettings["employers"];
  return {
    employers,
    needs: Object.assign({}, ...sameRun.map(({ settings }) => settings.needs)),
    outsideNeedReason:
      sameRun.findLast(({ settings }) => settings.outsideNeedReason)?.settings.outsideNeedReason ?? null,
  };
}
