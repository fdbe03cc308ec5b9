import type { RunStatus } from "../courses/rules.ts";

/** Whether seats may still be taken, given back or added. What a run was when it ended stays as it was. */
export function seatsMayMove(status: RunStatus): boolean {
  return status !== "finished" && status !== "cancelled";
}

export type Claim = { businessId: string; unmet: number };

/** `floor` and `ceiling` are what rounding the exact share down or up would give: shown, so that the split can be checked. */
export type Share = Claim & { seats: number; floor: number; ceiling: number };

/**
 * Splits the seats of a ward among its businesses in proportion to their unmet need, by largest remainder: each gets
 * its exact share rounded down, and the seats that are left go one each to the largest fractions (ties: the larger
 * need, then the order given). Nobody gets more than it needs; seats beyond the whole need stay free.
 */
export function suggestSplit(claims: readonly Claim[], seats: number): Share[] {
  const total = claims.reduce((sum, { unmet }) => sum + unmet, 0);
  if (total <= seats)
    return claims.map((claim) => ({
      ...claim,
      seats: claim.unmet,
      floor: claim.unmet,
      ceiling: claim.unmet,
    }));
  // Whole numbers throughout: remainders of a division are compared, never fractions.
  const shares = claims.map((claim, order) => {
    const floor = Math.floor((claim.unmet * seats) / total);
    const remainder = (claim.unmet * seats) % total;
    return { ...claim, order, seats: floor, floor, ceiling: remainder === 0 ? floor : floor + 1, remainder };
  });
  const left = seats - shares.reduce((sum, { floor }) => sum + floor, 0);
  const served = shares
    .toSorted((a, b) => b.remainder - a.remainder || b.unmet - a.unmet || a.order - b.order)
    .slice(0, left);
  for (const share of served) share.seats += 1;
  return shares.map(({ order: _order, remainder: _remainder, ...share }) => share);
}
