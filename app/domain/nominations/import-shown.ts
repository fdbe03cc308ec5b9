import { message } from "#app/i18n/catalogue.ts";
import { showDate } from "#app/vietnamese/dates.ts";
import { maskNationalId } from "#app/vietnamese/national-id.ts";
import { showPhone } from "#app/vietnamese/phone.ts";
import type { ImportSettings } from "../imports/schema.ts";
import type { ShownCell, ShownRow } from "../imports/shown-row.ts";
import { cellsOf, type UnderstoodFile } from "../imports/understood-file.ts";
import { guessQualification } from "./guess-qualification.ts";
import type { KnownPerson, PersonFacts } from "./import-person.ts";
import type { PlannedNominee } from "./import-plan.ts";
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
        notes: notesOf(row, field),
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
        state === "choose" && planned.asks === "person" ? planned.candidates.map(showCandidate) : [],
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
      .map((note) =>
        message(`imports:notes.${note.code}`, note.code === "rest" ? { text: note.text } : undefined),
      ),
    ...(isUnknown ? [message("imports:notes.unknownQualification")] : []),
  ];
}

function remarksOf(planned: PlannedNominee): string[] {
  switch (planned.state) {
    case "skipped":
      return [message(`imports:skipped.${planned.reason}`)];
    case "choose":
      if (planned.asks !== "person") return [planned.text];
      return planned.sameAsRow === null
        ? []
        : [message("imports:problems.sameAsRow", { row: planned.sameAsRow })];
    case "new":
      return planned.person ? knownRemarks(planned.person, planned.values, planned.businessId) : [];
    case "changed":
    case "same":
      return [message("imports:nominees.remarks.nominated")];
    case "refused":
      return [];
  }
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

function showCandidate({ id, fullName, birthDate, business }: KnownPerson) {
  const born = birthDate === null ? "–" : showDate(birthDate);
  const text = message("imports:nominees.candidate", {
    name: fullName,
    birthDate: born,
    business: business ?? "–",
  });
  return { id, text };
}
