import { message } from "#app/i18n/catalogue.ts";
import { showDate } from "#app/vietnamese/dates.ts";
import { maskNationalId } from "#app/vietnamese/national-id.ts";
import { showPhone } from "#app/vietnamese/phone.ts";
import { type ImportSettings, sameAsRow } from "../imports/schema.ts";
import type { ShownCell, ShownRow } from "../imports/shown-row.ts";
import { cellsOf, type UnderstoodFile } from "../imports/understood-file.ts";
import { guessQualification } from "./guess-qualification.ts";
import type { EarlierRow } from "./import-earlier-rows.ts";
import type { KnownPerson, PersonFacts } from "./import-person.ts";
import type { PlannedNominee } from "./import-plan.ts";
import type { NeedCount } from "./rules.ts";
import { type NomineeField, type NomineeRow, nomineeFields } from "./workbook.ts";

type Shown = { file: UnderstoodFile<"nominees"> | null; settings: ImportSettings };

/** Shows rows of one import: citizen ID numbers masked, wrong cells as they stand in the file. */
export function showNomineeRow({ file, settings }: Shown): (planned: PlannedNominee) => ShownRow {
  const columnOf = new Map(file?.table?.columns.map(({ field, column }) => [field, column]));
  return (planned) => {
    const { row, state } = planned;
    const mends = settings.mends[row.rowNumber] ?? {};
    const texts = file && cellsOf(file, row.rowNumber);
    const problems = state === "refused" ? planned.remarks : [];
    const changes = state === "new" || state === "changed" ? planned.changes : {};
    const person = "person" in planned ? planned.person : null;
    const lost: readonly NomineeField[] =
      state === "skipped" && planned.reason === "repeat" ? planned.lost : [];
    const cellOf = (field: NomineeField): ShownCell => {
      const column = columnOf.get(field);
      const raw = mends[field] ?? (column === undefined ? "" : (texts?.get(column) ?? ""));
      const text = showValue(field, row[field]);
      const isMasked = field === "nationalId" && row.nationalId !== null;
      return {
        field,
        text: text ?? (raw === "" ? null : raw),
        ...(person && field in changes ? { before: knownValue(field, person) } : {}),
        problems: problems.filter((problem) => problem.field === field).map((problem) => problem.text),
        notes: [...notesOf(row, field), ...(lost.includes(field) ? [message("imports:notes.lost")] : [])],
        typed: isMasked ? (text ?? "") : raw || (row[field] ?? ""),
      };
    };
    return {
      rowNumber: row.rowNumber,
      hidden: row.hidden,
      state,
      knownId: person?.id ?? null,
      cells: nomineeFields.map(cellOf),
      remarks: remarksOf(planned),
      asksWho: state === "choose" && planned.asks === "person",
      candidates:
        state === "choose" && planned.asks === "person"
          ? [...planned.candidates.map(showCandidate), ...planned.rows.map(showEarlierRow)]
          : [],
      answer: settings.answers[row.rowNumber] ?? null,
      isMended: Object.keys(mends).length > 0,
    };
  };
}

function showValue(field: NomineeField, value: string | null): string | null {
  if (value === null) return null;
  if (field === "nationalId") return maskNationalId(value);
  if (field === "birthDate") return showDate(value);
  if (field === "gender") return value === "male" ? "Nam" : "Nữ";
  return field === "phone" ? showPhone(value) : value;
}

function knownValue(field: NomineeField, person: KnownPerson): string | null {
  if (field === "nationalId") return person.nationalIdMasked;
  return field === "employer" || field === "note" ? null : showValue(field, person[field]);
}

function notesOf(row: NomineeRow, field: NomineeField): string[] {
  const isUnknown = field === "qualification" && row.qualification && !guessQualification(row.qualification);
  return [
    ...row.notes
      .filter((note) => note.field === field)
      .map((note) => message(`imports:notes.${note.code}`, "text" in note ? { text: note.text } : undefined)),
    ...(isUnknown ? [message("imports:notes.unknownQualification")] : []),
  ];
}

function remarksOf(planned: PlannedNominee): string[] {
  switch (planned.state) {
    case "skipped":
      return [
        planned.reason === "repeat"
          ? message(`imports:skipped.${planned.lost.length > 0 ? "repeatLosing" : "repeat"}`, {
              row: planned.ofRow,
            })
          : message(`imports:skipped.${planned.reason}`),
      ];
    case "choose":
      if (planned.asks === "need")
        return planned.covered
          ? [coveredRemark("asked", planned.covered)]
          : [message("imports:nominees.remarks.need")];
      if (planned.asks !== "person") return [planned.text];
      return [
        ...(planned.candidates.length > 0 ? [message("imports:nominees.remarks.similarFile")] : []),
        ...(planned.rows.length > 0
          ? [
              message("imports:nominees.remarks.similarRow", {
                rows: planned.rows.map(({ rowNumber }) => rowNumber).join(", "),
              }),
            ]
          : []),
      ];
    case "new":
      return [
        ...(planned.person ? knownRemarks(planned.person, planned.values, planned.businessId) : []),
        ...(planned.covered
          ? [coveredRemark("reason" in planned.need ? "outside" : "exceeds", planned.covered)]
          : []),
      ];
    case "changed":
    case "same":
      return [message("imports:nominees.remarks.nominated")];
    case "refused":
      return [];
  }
}

/** Which one too many the person would be for the need, and what becomes of that. */
function coveredRemark(outcome: "asked" | "exceeds" | "outside", { asked, sent, number }: NeedCount): string {
  return message(`imports:nominees.covered.${outcome}`, { number, asked, sent, place: sent + 1 });
}

function knownRemarks(person: KnownPerson, values: PersonFacts, businessId: string): string[] {
  const { business, fullName, nominated } = person;
  return [
    message("imports:nominees.remarks.known"),
    ...(business !== null && person.businessId !== businessId
      ? [message("imports:nominees.remarks.movesEmployer", { business })]
      : []),
    ...(fullName.toLowerCase() === values.fullName.toLowerCase()
      ? []
      : [message("imports:notes.nameDiffers", { name: fullName })]),
    ...(nominated === "gone" ? [message("imports:nominees.remarks.gone")] : []),
  ];
}

const showBirth = (birthDate: string | null) => (birthDate === null ? "–" : showDate(birthDate));

function showCandidate({ id, fullName, birthDate, business }: KnownPerson) {
  const text = message("imports:nominees.candidate", {
    name: fullName,
    birthDate: showBirth(birthDate),
    business: business ?? "–",
  });
  return { id, text };
}

function showEarlierRow({ rowNumber, fullName, birthDate }: EarlierRow) {
  const text = message("imports:nominees.earlierRow", {
    row: rowNumber,
    name: fullName,
    birthDate: showBirth(birthDate),
  });
  return { id: sameAsRow(rowNumber), text };
}
