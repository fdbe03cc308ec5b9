import { noteHeader } from "#app/spreadsheet/note-column.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import { type ImportSettings, noEmployer } from "../imports/schema.ts";

type Earlier = { runId: string | null; fileName: string; settings: ImportSettings };
/** `isReturned`: it carries the column of our remarks. */
type Sent = { runId: string; businessId: string | null; fileName: string; isReturned: boolean };

/**
 * What the office decided about earlier lists and need not decide again: which business an employer name is, and, for
 * the same run, which needs the people serve. Of a business all its lists count; of the office's own, where two may
 * mean different things by one name, only the same file as it was and as it comes back mended. Of a file that comes
 * back, alone, a need counts as chosen, and why people serve none is remembered: either would settle rows that nobody
 * looked at. A list that names no employer says nothing about the next.
 * @param earlier of the same sender, the newest first
 */
export function rememberedSettings(
  earlier: readonly Earlier[],
  { runId, businessId, fileName, isReturned }: Sent,
): Pick<ImportSettings, "rememberedEmployers" | "needs" | "rememberedNeeds" | "outsideNeedReason"> {
  const file = fileKey(fileName);
  const isSameFile = (each: Earlier) => fileKey(each.fileName) === file;
  const oldestFirst = earlier.filter((each) => businessId !== null || isSameFile(each)).reverse();
  const sameRun = oldestFirst.filter((each) => each.runId === runId);
  const chosen = oldestFirst.flatMap(({ settings: { rememberedEmployers, employers } }) => [
    ...Object.entries(rememberedEmployers),
    ...Object.entries(employers),
  ]);
  const named = Object.entries(Object.fromEntries(chosen)).filter(
    ([key, business]) => key !== "" && business !== noEmployer,
  );
  const sentBefore = sameRun.filter((each) => isReturned && isSameFile(each));
  const reasons = sentBefore.flatMap(({ settings }) => settings.outsideNeedReason ?? []);
  const chosenNeeds = (lists: typeof sameRun) =>
    lists.flatMap(({ settings: { rememberedNeeds, needs } }) => [
      ...Object.entries(rememberedNeeds),
      ...Object.entries(needs),
    ]);
  return {
    rememberedEmployers: Object.fromEntries(named),
    needs: Object.assign({}, ...sentBefore.map(({ settings }) => settings.needs)),
    rememberedNeeds: Object.fromEntries(chosenNeeds(sameRun)),
    outsideNeedReason: reasons.at(-1) ?? null,
  };
}

const sentBack = new RegExp(`( ${searchKey(noteHeader)}( \\d+)?)+$`);

/** The same of a file, of what was sent back of it (`imports:errorFile.name`), and of a copy of that. */
function fileKey(fileName: string): string {
  return searchKey(fileName.replace(/\.\w+$/, "")).replace(sentBack, "");
}
