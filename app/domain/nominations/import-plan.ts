import * as z from "zod/mini";
import { message } from "#app/i18n/catalogue.ts";
import { showDate } from "#app/vietnamese/dates.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import { employerKey } from "../imports/read-table.ts";
import { askedOfReading, isOutsideMode, type RowRemark } from "../imports/rules.ts";
import { anotherOne, type ImportSettings, leaveOut, type NeedChoice } from "../imports/schema.ts";
import { couldBeSamePerson } from "../people/rules.ts";
import { personFields } from "../people/schema.ts";
import { guessQualification } from "./guess-qualification.ts";
import { type KnownPerson, type PersonFacts, personChanges } from "./import-person.ts";
import type { NeedLine } from "./rules.ts";
import type { NomineeField, NomineeRow } from "./workbook.ts";

/** What the ward knows that rows may mean. */
export type KnownNominees = {
  /** By citizen ID number. */
  byNationalId: ReadonlyMap<string, KnownPerson>;
  /** By search key of the name. */
  byName: ReadonlyMap<string, readonly KnownPerson[]>;
  /** By key of the name in the file: the business that it is, chosen or recognised. */
  employers: ReadonlyMap<string, string>;
  /** The open needs that the run could meet. */
  needs: readonly NeedLine[];
};

type Row = { row: NomineeRow };
export type PlannedNominee =
  | (Row & { state: "refused"; remarks: RowRemark<NomineeField>[] })
  | (Row & { state: "choose"; asks: "employer" | "need" | "reading"; text: string })
  /** Files of this name may be of this person; or a row above may be. */
  | (Row & { state: "choose"; asks: "person"; candidates: KnownPerson[]; sameAsRow: number | null })
  | (Row & { state: "skipped"; reason: "leftOut" | "mode" })
  | (Row & {
      state: "new";
      values: PersonFacts;
      businessId: string;
      need: NeedChoice;
      person: KnownPerson | null;
      changes: Partial<PersonFacts>;
    })
  /** Nominated already. */
  | (Row & { state: "changed"; person: KnownPerson; changes: Partial<PersonFacts> })
  | (Row & { state: "same"; person: KnownPerson });

type Settings = Pick<ImportSettings, "choices" | "mode" | "answers" | "needs" | "outsideNeedReason">;

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
  const firstRows = new Map<string, number>();
  return (row) => {
    const planned = planNominee(row, known, settings);
    const identity = identityOf(planned);
    if (identity === null) return planned;
    const first = firstRows.get(identity);
    if (first === undefined) {
      firstRows.set(identity, row.rowNumber);
      return planned;
    }
    if (!("person" in planned && planned.person) && settings.answers[row.rowNumber] === anotherOne)
      return planned;
    return { state: "choose", row, asks: "person", candidates: [], sameAsRow: first };
  };
}

/** Two rows of one identity are one person twice, unless somebody says otherwise. */
function identityOf(planned: PlannedNominee): string | null {
  if (planned.state !== "new" && planned.state !== "changed" && planned.state !== "same") return null;
  if (planned.state !== "new" || planned.person) return planned.person?.id ?? null;
  const { birthDate, nationalId } = planned.values;
  return nationalId ?? `${judge(planned.row).nameKey}|${birthDate}|${planned.businessId}`;
}

function planNominee(row: NomineeRow, known: KnownNominees, settings: Settings): PlannedNominee {
  const { mode, answers } = settings;
  const answer = answers[row.rowNumber];
  if (answer === leaveOut) return { state: "skipped", row, reason: "leftOut" };
  const refuse = (...remarks: RowRemark<NomineeField>[]): PlannedNominee => ({
    state: "refused",
    row,
    remarks,
  });
  const asked = askedOfReading(row, settings);
  if (asked) return { state: "choose", row, asks: "reading", text: asked };
  if (row.problems.length > 0)
    return refuse(
      ...row.problems.map((problem) => ({
        field: problem.field,
        text:
          problem.code === "duplicate"
            ? message("imports:problems.sameAsRow", { row: problem.sameAsRow })
            : message(`imports:problems.${problem.code}`),
      })),
    );
  const { read, nameKey } = judge(row);
  if (!read.success)
    return refuse(
      ...read.error.issues.map((issue) => ({ field: issue.path[0] as NomineeField, text: issue.message })),
    );
  const values = read.data;

  const businessId = known.employers.get(employerKey(row.employer ?? ""));
  if (businessId === undefined) {
    return { state: "choose", row, asks: "employer", text: message("imports:nominees.remarks.employer") };
  }
  const person = findPerson({ ...values, nameKey }, businessId, known, answer);
  if (person === "otherName")
    return refuse({ field: "nationalId", text: message("people:errors.idOfOtherName") });
  if (Array.isArray(person))
    return { state: "choose", row, asks: "person", candidates: person, sameAsRow: null };
  if (person?.isUnsettled)
    return refuse({ field: "nationalId", text: message("nominations:errors.numberElsewhere") });

  const changes = person ? personChanges(person, values, { overwrites: mode !== "add" }) : {};
  const outside = { state: "skipped", row, reason: "mode" } as const;
  if (person?.nominated === "live") {
    if (Object.keys(changes).length === 0) return { state: "same", row, person };
    return isOutsideMode(mode, "changed") ? outside : { state: "changed", row, person, changes };
  }
  if (isOutsideMode(mode, "new")) return outside;
  const need = chooseNeed(businessId, known.needs, settings);
  if (!need) {
    return { state: "choose", row, asks: "need", text: message("imports:nominees.remarks.need") };
  }
  return { state: "new", row, values, businessId, need, person, changes };
}

/** The file of the person, files to choose from, or null for somebody new: the rules of people/file-of.server.ts. */
function findPerson(
  { nameKey, ...values }: PersonFacts & { nameKey: string },
  businessId: string,
  known: KnownNominees,
  answer: string | undefined,
): KnownPerson | KnownPerson[] | "otherName" | null {
  const holder = values.nationalId === null ? undefined : known.byNationalId.get(values.nationalId);
  // The number alone is not believed: one wrong digit must not lay a hand on somebody else's file.
  if (holder) return holder.searchKey === nameKey ? holder : "otherName";
  const described = { ...values, businessId };
  const similar = (known.byName.get(nameKey) ?? []).filter((file) =>
    couldBeSamePerson(described, { ...file, hasNationalId: file.nationalIdMasked !== null }),
  );
  if (similar.length === 0 || answer === anotherOne) return null;
  return similar.find(({ id }) => id === answer) ?? similar;
}

/** The need that was chosen for the business; else its one open line; else the common reason; null: to be asked. */
export function chooseNeed(
  businessId: string,
  needs: readonly NeedLine[],
  { needs: chosen, outsideNeedReason }: Pick<Settings, "needs" | "outsideNeedReason">,
): NeedChoice | null {
  const lines = needs.filter((line) => line.businessId === businessId);
  const choice = chosen[businessId];
  if (choice && ("reason" in choice || lines.some(({ id }) => id === choice.needLineId))) return choice;
  const [only, ...others] = lines;
  if (only && others.length === 0) return { needLineId: only.id };
  return outsideNeedReason === null ? null : { reason: outsideNeedReason };
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
