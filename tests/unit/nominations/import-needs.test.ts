import { expect, test } from "vitest";
import { NeedsOfRows, proposedNeed } from "#app/domain/nominations/import-needs.ts";
import { likeliestNeed, type NeedLine } from "#app/domain/nominations/rules.ts";

const line = (id: string, counts: Partial<NeedLine> = {}): NeedLine => ({
  runId: "run",
  id,
  businessId: "b1",
  business: "HTX Hư Cấu",
  number: 1,
  position: "Vận hành",
  skill: "IoT cơ bản",
  level: 2,
  people: 2,
  servedElsewhere: 0,
  servedHere: 0,
  ...counts,
});
const unset = { needs: {}, rememberedNeeds: {}, outsideNeedReason: null };
const [a, b] = [{ needLineId: "a" }, { needLineId: "b" }];

/** What `rows` new people of the business would serve, one after the other. */
function serve(
  lines: NeedLine[],
  settings: Partial<ConstructorParameters<typeof NeedsOfRows>[1]>,
  rows: number,
) {
  const needs = new NeedsOfRows(lines, { ...unset, ...settings });
  return Array.from({ length: rows }, () => {
    const decision = needs.decide("b1");
    if (decision.need) needs.take("b1", decision.need);
    return decision;
  });
}

test("the only need is proposed as long as it lacks somebody, here or through another run; then it is asked about", () => {
  expect(serve([line("a")], {}, 3)).toEqual([
    { need: a, covered: null },
    { need: a, covered: null },
    { need: null, covered: { number: 1, asked: 2, sent: 2 } },
  ]);
  const shared = line("a", { people: 4, servedElsewhere: 2, servedHere: 2 });
  expect(serve([shared], {}, 1)).toEqual([{ need: null, covered: { number: 1, asked: 2, sent: 2 } }]);
});

test("whom the need has no place for serves none where there is a common reason", () => {
  const reason = { reason: "Chưa khảo sát" };
  expect(serve([line("a", { people: 1 })], { outsideNeedReason: "Chưa khảo sát" }, 2)).toEqual([
    { need: a, covered: null },
    { need: reason, covered: { number: 1, asked: 1, sent: 1 } },
  ]);
});

test("a need that was chosen takes everybody, and says who is too many", () => {
  expect(serve([line("a", { people: 1 }), line("b")], { needs: { b1: a } }, 2)).toEqual([
    { need: a, covered: null },
    { need: a, covered: { number: 1, asked: 1, sent: 1 } },
  ]);
  const reason = { reason: "Thay người nghỉ việc" };
  expect(serve([line("a")], { needs: { b1: reason } }, 1)).toEqual([{ need: reason, covered: null }]);
});

test("what was chosen for an earlier list is proposed, and the need that is gone is not", () => {
  const [first, second] = [line("a", { servedHere: 2 }), line("b", { number: 2 })];
  const remembered = (need: { needLineId: string }) => ({ rememberedNeeds: { b1: need } });
  expect(serve([first, second], {}, 1)).toEqual([{ need: null, covered: null }]);
  expect(serve([first, second], remembered(b), 1)).toEqual([{ need: b, covered: null }]);
  expect(serve([first, second], remembered(a), 1)).toEqual([
    { need: null, covered: { number: 1, asked: 2, sent: 2 } },
  ]);
  expect(proposedNeed([second], a)).toEqual(b);
});

test("the form for one person fills in the first need that lacks somebody, and none where all are covered", () => {
  const [covered, open] = [line("a", { servedHere: 2 }), line("b", { servedElsewhere: 1 })];
  expect(likeliestNeed([covered, open])?.id).toBe("b");
  expect(likeliestNeed([covered])).toBeUndefined();
});
