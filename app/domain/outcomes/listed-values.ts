import { showDate } from "#app/vietnamese/dates.ts";
import { maskEveryNumber, maskNumbers } from "#app/vietnamese/mask-text.ts";
import { maskNationalId, parseNationalId } from "#app/vietnamese/national-id.ts";
import { parsePhone } from "#app/vietnamese/phone.ts";
import { parseTaxCode, showTaxCode } from "#app/vietnamese/tax-code.ts";
import { parseGender } from "../nominations/gender-text.ts";
import { guessQualification } from "../nominations/guess-qualification.ts";
import { type RosterRow, rosterFieldValues } from "../rosters/columns.ts";
import { spellingKey } from "./spelling.ts";

/** What a roster says of a person that is the ward's to say: a provider reads it and cannot change it. */
export const listedFields = [
  "fullName",
  "birthDate",
  "gender",
  "nationalId",
  "phone",
  "email",
  "position",
  "employer",
  "taxCode",
  "ward",
  "qualification",
  "note",
] as const;
export type ListedField = (typeof listedFields)[number];

/** These as a file has them: dates as `yyyy-mm-dd` or a year and ID numbers whole where they could be read. */
export type SentListed = { [Field in ListedField]?: string | undefined };

/** The line of the issued list. */
export type ListedPerson = Omit<RosterRow, "number">;

/** As a page shows them: of an ID number no more than it shows anyway. */
export type ListedDifference = { field: ListedField; onList: string | null; inFile: string };

const isSame: Record<ListedField, (row: ListedPerson, sent: string) => boolean> = {
  fullName: ({ fullName }, sent) => sameSpelling(fullName, sent),
  birthDate: ({ birthDate }, sent) => birthDate === sent,
  gender: ({ gender }, sent) => gender !== null && gender === parseGender(sent),
  nationalId: ({ nationalId }, sent) => {
    const read = parseNationalId(sent);
    return read.ok && read.value === nationalId;
  },
  phone: ({ phone }, sent) => {
    const read = parsePhone(sent);
    return read.ok && read.e164 === phone && read.rest === null;
  },
  email: ({ email }, sent) => email?.toLowerCase() === sent.toLowerCase(),
  position: ({ position }, sent) => sameSpelling(position, sent),
  employer: ({ employer }, sent) => sameSpelling(employer, sent),
  // A personal one is masked in the file too.
  taxCode: ({ taxCode }, sent) => {
    const read = parseTaxCode(sent);
    return sent === taxCode || (read.ok && showTaxCode(read.value) === taxCode);
  },
  ward: ({ ward }, sent) => sameSpelling(ward, sent),
  qualification: (row, sent) =>
    sameSpelling(onList(row, "qualification"), sent) ||
    (row.qualification !== null && row.qualification === guessQualification(sent)),
  note: (row, sent) => sameSpelling(onList(row, "note"), sent),
};

/**
 * Where a line that came back differs from the list in what is the ward's to say. Another form of the same value is no
 * difference: spaces, case, the place of a tone, a date written otherwise, a zero that a sheet has lost; nor is a cell
 * that was emptied, which says nothing.
 */
export function compareWithList(row: ListedPerson, sent: SentListed): ListedDifference[] {
  return listedFields.flatMap((field) => {
    const inFile = sent[field];
    return inFile === undefined || isSame[field](row, inFile)
      ? []
      : [{ field, onList: shown(field, onList(row, field)), inFile: shown(field, inFile) ?? "" }];
  });
}

/** As the roster that went out has it. */
function onList(row: ListedPerson, field: ListedField): string | null {
  const value = rosterFieldValues[field].value({ ...row, number: 0 });
  return value === null ? null : String(value);
}

function shown(field: ListedField, text: string | null): string | null {
  if (text === null) return null;
  if (field === "birthDate" && /^\d{4}(-\d\d-\d\d)?$/.test(text)) return showDate(text);
  if (field === "taxCode" && /^\d{10}(-\d{3})?$/.test(text)) return text;
  if (field === "nationalId") return /^\d{12}$/.test(text) ? maskNationalId(text) : maskEveryNumber(text);
  return maskNumbers(text);
}

function sameSpelling(listed: string | null, sent: string): boolean {
  return listed !== null && spellingKey(listed) === spellingKey(sent);
}
