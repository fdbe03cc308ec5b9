import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countNeeds, listNeeds } from "#app/domain/needs/queries.server.ts";
import { pivotOf } from "#app/domain/needs/rules.ts";
import {
  type NeedDimension,
  type NeedFilter,
  needDimensions,
  readNeedFilter,
} from "#app/domain/needs/schema.ts";
import { needTotals } from "#app/domain/needs/totals.server.ts";
import { createRound } from "#app/domain/rounds/commands.server.ts";
import { openRound } from "#app/domain/rounds/open-round.server.ts";
import { listOpenedRounds } from "#app/domain/rounds/queries.server.ts";
import { currentRound } from "#app/domain/rounds/rules.ts";
import { listSkills } from "#app/domain/skills/queries.server.ts";
import { returnResponse, verifyResponse } from "#app/domain/survey/review-response.server.ts";
import { addDays, todayInVietnam } from "#app/vietnamese/dates.ts";
import { answerFor, openRoundOf } from "#tests/support/answers.ts";
import { insertBusiness } from "#tests/support/personas.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const page = { sort: "business", descending: false, page: 1, pageSize: 1000 };
const noFilter = readNeedFilter({});

const rowsOf = (roundId: string, filter: Partial<NeedFilter> = {}, actor = world.people.office) =>
  listNeeds(world.db, actor, roundId, { ...noFilter, ...filter }, page, "vi");

async function pivot(roundId: string, rows: NeedDimension, columns: NeedDimension, filter = noFilter) {
  return pivotOf(await countNeeds(world.db, world.people.office, roundId, filter, { rows, columns }, "vi"));
}

const anyLine = fc.record({
  skill: fc.nat(24),
  level: fc.integer({ min: 1, max: 4 }),
  people: fc.integer({ min: 1, max: 9 }),
  mode: fc.constantFrom("hire", "train"),
  wantedYear: fc.constantFrom(2027, 2028),
  wantedQuarter: fc.integer({ min: 1, max: 4 }),
});
const anyResponse = fc.record({
  lines: fc.array(anyLine, { maxLength: 5 }),
  review: fc.constantFrom("none", "verify", "return", "verifyThenReturn"),
});

describe("the figures of needs", () => {
  test("are the sums of the rows that they open, whatever is answered, verified and returned", async () => {
    const { office, ward } = world.people;
    const skills = await listSkills(world.db, "vi");
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyResponse, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...needDimensions),
        fc.constantFrom(...needDimensions),
        async (answers, rows, columns) => {
          fc.pre(rows !== columns);
          const businesses = await Promise.all(
            answers.map((_, index) => insertBusiness(world.db, ward.id, `Cơ sở thử ${index}`)),
          );
          const roundId = await openRoundOf(world.db, office);
          let expected = 0;
          for (const [index, { lines, review }] of answers.entries()) {
            const { responseId } = await answerFor(world.db, office, {
              roundId,
              businessId: businesses[index]?.id ?? "",
              needs: lines.map(({ skill, ...line }) => ({ ...line, skillId: skills[skill]?.id })),
            });
            if (review.startsWith("verify"))
              await verifyResponse(world.db, office, { responseId, version: 1 });
            const version = review.startsWith("verify") ? 2 : 1;
            if (review === "return" || review === "verifyThenReturn")
              await returnResponse(world.db, office, { responseId, version, comment: "Xin xem lại" });
            else expected += lines.reduce((sum, line) => sum + line.people, 0);
          }
          const shown = await pivot(roundId, rows, columns);
          expect(shown.total.people).toBe(expected);
          for (const row of shown.rows) {
            expect((await rowsOf(roundId, { [rows]: row.key })).totalPeople).toBe(row.people);
            for (const column of shown.columns) {
              const cell = await rowsOf(roundId, { [rows]: row.key, [columns]: column.key });
              expect(cell.totalPeople).toBe(row.byColumn[column.key]);
            }
          }
          const everything = await rowsOf(roundId);
          expect(everything.rows.reduce((sum, row) => sum + row.people, 0)).toBe(expected);
          expect(await needTotals(world.db, office)).toMatchObject([{ people: expected }]);
        },
      ),
      { numRuns: 12 },
    );
  }, 60_000);

  test("a withdrawn line leaves them", async () => {
    const { office, business } = world.people;
    const roundId = await openRoundOf(world.db, office);
    const first = { roundId, businessId: business.id };
    await answerFor(world.db, office, { ...first, needs: [{ people: 4 }, { people: 3 }] });
    const kept = (await rowsOf(roundId)).rows.find((row) => row.people === 3);
    await answerFor(world.db, office, { ...first, needs: [{ id: kept?.id, people: 5 }], version: 1 });
    expect(await rowsOf(roundId)).toMatchObject({ total: 1, totalPeople: 5 });
  });

  test("of another ward are not to be seen", async () => {
    const { office, outsider, business } = world.people;
    const roundId = await openRoundOf(world.db, office);
    await answerFor(world.db, office, { roundId, businessId: business.id, needs: [{}] });
    expect((await rowsOf(roundId, {}, outsider)).rows).toEqual([]);
    const cells = await countNeeds(
      world.db,
      outsider,
      roundId,
      noFilter,
      { rows: "skill", columns: "mode" },
      "vi",
    );
    expect(cells).toEqual([]);
    expect(await needTotals(world.db, outsider)).toEqual([]);
  });

  test("are those of the round that the ward works on, not of one that is only announced", async () => {
    const { office } = world.people;
    const today = todayInVietnam(new Date());
    const announced = await createRound(world.db, office, {
      idempotencyKey: crypto.randomUUID(),
      year: Number(today.slice(0, 4)) + 1,
      number: null,
      title: "Khảo sát",
      opensOn: addDays(today, 60),
      closesOn: addDays(today, 70),
      lateUntil: null,
    });
    await openRound(world.db, office, { roundId: announced.roundId, version: 1 });
    const rounds = await listOpenedRounds(world.db, office);
    for (const day of [today, addDays(today, 31), addDays(today, 65)]) {
      const [totals] = await needTotals(world.db, office, day);
      expect([day, totals?.roundId]).toEqual([day, currentRound(rounds, day)?.id]);
    }
  });

  test("the province sees the sums of its wards, and a unit those of its own", async () => {
    const { office, unit, province, ward } = world.people;
    const [own] = await needTotals(world.db, unit);
    expect(own).toMatchObject({ wardId: ward.id });
    expect(await needTotals(world.db, province)).toEqual([own]);
    expect(await needTotals(world.db, { ...province, provinceCode: "01" })).toEqual([]);
    expect(await needTotals(world.db, office)).toEqual([own]);
  });
});
