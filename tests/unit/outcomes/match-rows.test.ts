import { describe, expect, test } from "vitest";
import { type ListedNominee, matchRows } from "#app/domain/outcomes/match-rows.ts";
import { nothingYet } from "#app/domain/outcomes/outcome.ts";
import type { SentRow } from "#app/domain/outcomes/sent-rows.ts";

type Person = { fullName: string; birthDate: string | null; nationalId: string | null };
/** What the line says otherwise. */
type Line = Partial<Pick<SentRow, "fullName" | "birthDate" | "nationalId">>;
const tu: Person = { fullName: "Nguyễn Văn Tú", birthDate: "1988-02-01", nationalId: "062088000001" };
const tuw: Person = { fullName: "Nguyễn Văn Tư", birthDate: "1995-03-04", nationalId: "062095000002" };
const older: Person = { ...tu, fullName: "Nguyễn Văn An" };
const younger: Person = { ...tuw, fullName: "Nguyễn Văn An" };

const nomineeOf = (person: Person, place: number): ListedNominee => ({
  rowId: `key-${place}`,
  listId: "list",
  listVersion: 1,
  wardId: "ward",
  ward: "phường Đăk Cấm",
  nominationId: `${place}`,
  isWithdrawn: false,
  outcome: nothingYet,
  listed: {
    ...person,
    seat: "primary",
    gender: null,
    phone: null,
    email: null,
    position: null,
    qualification: null,
    employer: "",
    taxCode: null,
    ward: "phường Đăk Cấm",
  },
});

/** A line of the first of two people with the hidden key of the second. */
function matchSwapped([first, second]: [Person, Person], line: Line = {}) {
  const row: SentRow = { rowNumber: 5, rowKey: "key-1", ...first, ...line, cells: {} };
  const [match] = matchRows([row], [first, second].map(nomineeOf), {
    runId: "run",
    lists: [{ id: "list", version: 1 }],
    madeAt: null,
  });
  if (!match || "refusal" in match) return match?.refusal;
  return [match.nominee.nominationId, match.by];
}

const [blankId, blankBirth] = [{ nationalId: null }, { birthDate: null }];
const year = (person: Person) => ({ ...person, birthDate: (person.birthDate ?? "").slice(0, 4) });

describe("a line with the hidden key of somebody else", () => {
  test.each<[string, [Person, Person], Line, unknown]>([
    ["a namesake's, known by number", [older, younger], {}, ["0", "nationalId"]],
    ["a namesake's, known by birth date", [older, younger], blankId, ["0", "name"]],
    [
      "a namesake's, known by the year of birth",
      [older, younger],
      { ...year(older), ...blankId },
      ["0", "name"],
    ],
    ["one's whose name differs in an accent alone", [tu, tuw], {}, ["0", "nationalId"]],
    ["the same without a number", [tu, tuw], blankId, ["0", "name"]],
    ["the same with nothing but the name", [tu, tuw], { ...blankId, ...blankBirth }, ["0", "nameAlone"]],
    ["the same of one birth date", [tu, { ...tuw, birthDate: tu.birthDate }], blankId, ["0", "name"]],
    [
      "the same in decomposed capitals",
      [tu, tuw],
      { ...blankId, fullName: "NGUYỄN VĂN TÚ".normalize("NFD") },
      ["0", "name"],
    ],
  ])("is not taken for them: %s", (_, people, line, expected) => {
    expect(matchSwapped(people, line)).toEqual(expected);
  });

  test("whose number is one person's and whose birth date another's is nobody's", () => {
    expect(matchSwapped([older, younger], { nationalId: younger.nationalId })).toBe(
      "outcomes:refused.contradicts",
    );
    expect(matchSwapped([younger, older], { birthDate: older.birthDate })).toBe(
      "outcomes:refused.contradicts",
    );
  });
});

describe("a line with its own hidden key", () => {
  const own = (line: Line, person = tuw) => matchSwapped([tu, person], { ...person, ...line });
  test.each<[string, Line]>([
    ["without accents", { fullName: "nguyen van tu" }],
    ["with an accent more and its number", { fullName: "Nguyễn Văn Tú", birthDate: null }],
    ["with an accent more and its birth date", { fullName: "Nguyễn Văn Tú", nationalId: null }],
    ["with a name that nobody has and its number", { fullName: "Nguyễn Văn Tuấn", birthDate: null }],
    ["with a number that nobody has", { nationalId: "062095009999" }],
    ["with a birth date that nobody has", { birthDate: "1995-04-03" }],
    ["with the year of birth alone", { birthDate: "1995", nationalId: null }],
    ["with a name alone", { birthDate: null, nationalId: null }],
    ["with nothing beside it", { fullName: null, birthDate: null, nationalId: null }],
  ])("stays that person's: %s", (_, line) => {
    expect(own(line)).toEqual(["1", "key"]);
  });

  test("stays that person's where namesakes share all that the line says", () => {
    expect(matchSwapped([older, younger], { ...blankId, ...blankBirth })).toEqual(["1", "key"]);
  });
});

test("several people of a name are told from several of a name and a birth date", () => {
  const twins: [Person, Person] = [older, { ...younger, birthDate: older.birthDate }];
  const unkeyed = (line: Line, people: [Person, Person]) => {
    const row: SentRow = { rowNumber: 5, rowKey: null, ...people[0], ...line, cells: {} };
    return matchRows([row], people.map(nomineeOf), null);
  };
  expect(unkeyed(blankId, twins)).toEqual([{ refusal: "outcomes:refused.ambiguous" }]);
  expect(unkeyed({ ...blankId, ...blankBirth }, [older, younger])).toEqual([
    { refusal: "outcomes:refused.ambiguousName" },
  ]);
});
