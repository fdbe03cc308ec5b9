import * as z from "zod/mini";
import { message } from "#app/i18n/catalogue.ts";
import { showDate } from "#app/vietnamese/dates.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import { FirstRows } from "../imports/first-rows.ts";
import { employerKey } from "../imports/read-table.ts";
import { askedOfReading, isOutsideMode, type RowRemark } from "../imports/rules.ts";
import { type ImportSettings, leaveOut, type NeedChoice } from "../imports/schema.ts";
import { personFields } from "../people/schema.ts";
import { guessQualification } from "./guess-qualification.ts";
import type { EarlierRow } from "./import-earlier-rows.ts";
import { NeedsOfRows } from "./import-needs.ts";
import { type KnownPerson, type PersonFacts, personChanges } from "./import-person.ts";
import { type KnownPeople, PeopleOfRows, type RepeatedField } from "./import-recognise.ts";
import type { NeedCount, NeedLine } from "./rules.ts";
import type { NomineeField, NomineeRow } from "./workbook.ts";

/** What the ward knows that rows may mean. */
export type KnownNominees = KnownPeople & {
  /** By key of the name in the file: the business that it is, chosen or recognised. */
  employers: ReadonlyMap<string, string>;
  /** The open needs that the run could meet. */
  needs: readonly NeedLine[];
};

type Row = { row: NomineeRow };
export type PlannedNominee =
  | (Row & { state: "refused"; remarks: RowRemark<NomineeField>[] })
  | (Row & { state: "choose"; asks: "employer" | "reading"; text: string })
  /** `covered`: the line that would have been proposed, if it lacked anybody. */
  | (Row & { state: "choose"; asks: "need"; businessId: string; covered: NeedCount | null })
  /** Files of this name may be of this person, and rows above. */
  | (Row & { state: "choose"; asks: "person"; candidates: KnownPerson[]; rows: EarlierRow[] })
  | (Row & { state: "skipped"; reason: "leftOut" | "mode" })
  /** The person of a row above once more; `lost`: what this row says of them and is not saved. */
  | (Row & { state: "skipped"; reason: "repeat"; ofRow: number; lost: RepeatedField[] })
  | (Row & {
      state: "new";
      values: PersonFacts;
      businessId: string;
      need: NeedChoice;
      covered: NeedCount | null;
      person: KnownPerson | null;
      changes: Partial<PersonFacts>;
    })
  /** Nominated already. */
  | (Row & { state: "changed"; person: KnownPerson; changes: Partial<PersonFacts> })
  | (Row & { state: "same"; person: KnownPerson });

type Settings = Pick<
  ImportSettings,
  "choices" | "mode" | "answers" | "needs" | "rememberedNeeds" | "outsideNeedReason"
>;

/** A row as the form would post it: the form's own schema judges it. */
const personRow = z.object(personFields);

/**
 * What saving the rows of a list would do: the planner takes them one by one, in their order. The same rows, settings
 * and knowledge always give the same plan.
 */
export function nomineePlanner(
  known: KnownNominees,
  settings: Settings,
): (row: NomineeRow) => PlannedNominee {
  const planning: Planning = {
    employers: known.employers,
    numbers: new FirstRows(),
    people: new PeopleOfRows(known, settings.answers),
    needs: new NeedsOfRows(known.needs, settings),
  };
  return (row) => {
    const planned = planNominee(row, planning, settings);
    note(planned, planning);
    return planned;
  };
}

/** What the rows before have left. */
type Planning = Pick<KnownNominees, "employers"> & {
  numbers: FirstRows;
  people: PeopleOfRows;
  needs: NeedsOfRows;
};

function note(planned: PlannedNominee, { people, needs }: Planning): void {
  const { row, state } = planned;
  if (state !== "new" && state !== "changed" && state !== "same") return;
  const { read, nameKey } = judge(row);
  if (!read.success) return;
  if (state === "new") needs.take(planned.businessId, planned.need);
  people.take({
    rowNumber: row.rowNumber,
    nameKey,
    values: read.data,
    person: planned.person,
    changes: state === "same" ? {} : planned.changes,
    businessId: state === "new" ? planned.businessId : planned.person.businessId,
  });
}

function planNominee(row: NomineeRow, planning: Planning, settings: Settings): PlannedNominee {
  const { mode, answers } = settings;
  const { rowNumber } = row;
  if (answers[rowNumber] === leaveOut) return { state: "skipped", row, reason: "leftOut" };
  const refuse = (...remarks: RowRemark<NomineeField>[]): PlannedNominee => ({
    state: "refused",
    row,
    remarks,
  });
  const sameNumber = planning.numbers.before(row.nationalId, rowNumber);
  const asked = askedOfReading(row, settings);
  if (asked) return { state: "choose", row, asks: "reading", text: asked };
  if (row.problems.length > 0 || sameNumber !== null)
    return refuse(
      ...row.problems.map(({ field, code }) => ({ field, text: message(`imports:problems.${code}`) })),
      ...(sameNumber === null
        ? []
        : [
            {
              field: "nationalId" as const,
              text: message("imports:problems.sameAsRow", { row: sameNumber }),
            },
          ]),
    );
  const { read, nameKey } = judge(row);
  if (!read.success)
    return refuse(
      ...read.error.issues.map((issue) => ({ field: issue.path[0] as NomineeField, text: issue.message })),
    );
  const values = read.data;

  const businessId = planning.employers.get(employerKey(row.employer ?? ""));
  if (businessId === undefined) {
    return { state: "choose", row, asks: "employer", text: message("imports:nominees.remarks.employer") };
  }
  const found = planning.people.recognise({ rowNumber, nameKey, values, businessId });
  if (found.who === "otherName")
    return refuse({ field: "nationalId", text: message("people:errors.idOfOtherName") });
  if (found.who === "taken")
    return refuse({ field: "nationalId", text: message("imports:problems.fileOfRow", { row: found.ofRow }) });
  if (found.who === "repeat")
    return { state: "skipped", row, reason: "repeat", ofRow: found.ofRow, lost: found.lost };
  if (found.who === "asked")
    return { state: "choose", row, asks: "person", candidates: found.candidates, rows: found.rows };
  const person = found.who === "known" ? found.person : null;
  if (person?.isUnsettled)
    return refuse({ field: "nationalId", text: message("nominations:errors.numberElsewhere") });

  const changes = person ? personChanges(person, values, { overwrites: mode !== "add" }) : {};
  const outside = { state: "skipped", row, reason: "mode" } as const;
  if (person?.nominated === "live") {
    if (Object.keys(changes).length === 0) return { state: "same", row, person };
    return isOutsideMode(mode, "changed") ? outside : { state: "changed", row, person, changes };
  }
  if (isOutsideMode(mode, "new")) return outside;
  const { need, covered } = planning.needs.decide(businessId);
  if (!need) return { state: "choose", row, asks: "need", businessId, covered };
  return { state: "new", row, values, businessId, need, covered, person, changes };
}

type Judged = { read: ReturnType<typeof parseRow>; nameKey: string };
const judged = new WeakMap<NomineeRow, Judged>();
const parseRow = (row: NomineeRow) => z.safeParse(personRow, asPosted(row));

/** The rows of a file stay in memory from look to look, and what the form says of a row stays the same. */
function judge(row: NomineeRow): Judged {
  const known = judged.get(row);
  if (known) return known;
  const read = parseRow(row);
  const judgement = { read, nameKey: read.success ? searchKey(read.data.fullName) : "" };
  judged.set(row, judgement);
  return judgement;
}

function asPosted(row: NomineeRow) {
  return {
    fullName: row.fullName ?? "",
    gender: row.gender ?? "",
    birthDate: row.birthDate === null ? "" : showDate(row.birthDate),
    nationalId: row.nationalId ?? "",
    phone: row.phone ?? "",
    email: row.email ?? "",
    qualification: (row.qualification && guessQualification(row.qualification)) ?? "",
    position: row.position ?? "",
  };
}
