import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { suggestSplit } from "#app/domain/seats/rules.ts";

const claims = (...unmet: number[]) =>
  unmet.map((people, index) => ({ businessId: `b${index}`, unmet: people }));
const seats = (needs: number[], total: number) =>
  suggestSplit(claims(...needs), total).map((share) => share.seats);

describe("the suggested split of seats", () => {
  test("goes by unmet need, and what is left goes to the largest remainders", () => {
    expect(seats([4, 3, 2, 1], 8)).toEqual([3, 2, 2, 1]);
    expect(suggestSplit(claims(4, 3, 2, 1), 8)[0]).toMatchObject({ floor: 3, ceiling: 4 });
  });

  test("gives the larger need the odd seat when remainders are equal, then the first", () => {
    expect(seats([1, 1, 1], 2)).toEqual([1, 1, 0]);
    expect(seats([3, 1], 2)).toEqual([2, 0]);
  });

  test("gives everybody everything when the seats suffice, and nobody more", () => {
    expect(seats([2, 1], 10)).toEqual([2, 1]);
    expect(seats([], 10)).toEqual([]);
    expect(seats([2, 3], 0)).toEqual([0, 0]);
  });

  test("always hands out all seats that are needed, each share between its floor and its ceiling", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 40 }), fc.nat({ max: 200 }), (needs, total) => {
        const shares = suggestSplit(claims(...needs), total);
        const given = shares.reduce((sum, share) => sum + share.seats, 0);
        expect(given).toBe(
          Math.min(
            total,
            needs.reduce((sum, need) => sum + need, 0),
          ),
        );
        for (const share of shares) {
          expect(share.seats).toBeGreaterThanOrEqual(share.floor);
          expect(share.seats).toBeLessThanOrEqual(Math.min(share.ceiling, share.unmet));
        }
      }),
    );
  });
});
