import type { ImportSettings, NeedChoice } from "../imports/schema.ts";
import { countNeed, isCovered, type NeedCount, type NeedLine } from "./rules.ts";

type Settings = Pick<ImportSettings, "needs" | "rememberedNeeds" | "outsideNeedReason">;

/**
 * What a new row serves; null is to be asked. `covered`: the line that lacks nobody any more, which the row exceeds
 * where somebody chose it, and does not serve where nobody did.
 */
export type NeedDecision = { need: NeedChoice | null; covered: NeedCount | null };

/** The line that was chosen for the business, or the reason for none; null where nobody has chosen, or the line is gone. */
export function chosenNeed(lines: readonly NeedLine[], choice: NeedChoice | undefined): NeedChoice | null {
  if (!choice) return null;
  return "reason" in choice || lines.some(({ id }) => id === choice.needLineId) ? choice : null;
}

/** What nobody has to choose for the business: what was chosen for its earlier list, else its one open line. */
export function proposedNeed(
  lines: readonly NeedLine[],
  remembered: NeedChoice | undefined,
): NeedChoice | null {
  const [only, ...others] = lines;
  return chosenNeed(lines, remembered) ?? (only && others.length === 0 ? { needLineId: only.id } : null);
}

/** Says which need each new row of a list serves, one after the other: each is told what the rows before it took. */
export class NeedsOfRows {
  private readonly lines = new Map<string, NeedLine[]>();

  constructor(
    needs: readonly NeedLine[],
    private readonly settings: Settings,
  ) {
    for (const line of needs)
      this.lines.set(line.businessId, [...(this.lines.get(line.businessId) ?? []), { ...line }]);
  }

  /** A choice holds however many people it brings; a proposal only as long as the line lacks somebody. */
  decide(businessId: string): NeedDecision {
    const { needs, rememberedNeeds, outsideNeedReason } = this.settings;
    const lines = this.lines.get(businessId) ?? [];
    const chosen = chosenNeed(lines, needs[businessId]);
    const need = chosen ?? proposedNeed(lines, rememberedNeeds[businessId]);
    const line = need && "needLineId" in need ? lines.find(({ id }) => id === need.needLineId) : undefined;
    const covered = line && isCovered(line) ? countNeed(line) : null;
    if (need && (chosen || !covered)) return { need, covered };
    return { need: outsideNeedReason === null ? null : { reason: outsideNeedReason }, covered };
  }

  /** A row is to be saved as it was decided. */
  take(businessId: string, need: NeedChoice): void {
    if ("reason" in need) return;
    const line = this.lines.get(businessId)?.find(({ id }) => id === need.needLineId);
    if (line) line.servedHere += 1;
  }
}
