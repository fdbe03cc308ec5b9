import type { TableRow } from "#app/spreadsheet/understanding/table-rows.ts";
import { type Cell, cellText, shownText } from "#app/spreadsheet/workbook.ts";
import { parseNationalId } from "#app/vietnamese/national-id.ts";
import { parseTaxCode } from "#app/vietnamese/tax-code.ts";
import { normalizeText } from "#app/vietnamese/text.ts";
import { readBirthDate } from "../nominations/birth-date.ts";
import { isTick } from "../nominations/gender-text.ts";
import type { SentListed } from "./listed-values.ts";
import type { SentColumn } from "./sent-columns.ts";

export type SentValues = TableRow<SentColumn>["values"];

/** Longer is nobody's name or employer; all of it is kept only until the upload is saved. */
const longest = 300;

export function textOf(cell: Cell | undefined): string | null {
  return normalizeText(cellText(cell?.value)) || null;
}

/** What a line says in the columns that are the ward's, however its columns divide it. A blank cell is not there. */
export function readSentListed(values: SentValues): SentListed {
  const text = (field: SentColumn) => textOf(values[field])?.slice(0, longest);
  return {
    fullName: text("fullName") ?? nameOf(text("familyName"), text("givenName")),
    birthDate: birthDateOf(values),
    gender: genderOf(values),
    nationalId: nationalIdOf(values.nationalId),
    phone: text("phone"),
    email: text("email"),
    position: text("position"),
    employer: text("employer"),
    taxCode: taxCodeOf(values.taxCode),
    ward: text("ward"),
    qualification: text("qualification"),
    note: text("seat"),
  };
}

function nameOf(family = "", given = ""): string | undefined {
  return `${family} ${given}`.trim() || undefined;
}

/** As `yyyy-mm-dd` or the year where it can be read, else as typed. */
function birthDateOf(values: SentValues): string | undefined {
  const cell = values.birthDate ?? values.maleBirthDate ?? values.femaleBirthDate;
  const [day, month, year] = [values.birthDay, values.birthMonth, values.birthYear].map(textOf);
  const apart = day || month ? `${day ?? ""}/${month ?? ""}/${year ?? ""}` : (year ?? undefined);
  const value = cell ? cell.value : apart;
  const read = readBirthDate(value);
  return read?.ok ? read.date : normalizeText(shownText(value)).slice(0, longest) || undefined;
}

/** In words, or by the column that is ticked or holds the birth date; nothing where two of them say it. */
function genderOf(values: SentValues): string | undefined {
  const said = textOf(values.gender)?.slice(0, longest);
  if (said) return said;
  const isMale = values.maleBirthDate !== undefined;
  const isFemale = values.femaleBirthDate !== undefined || isTick(values.female?.value, "female");
  if (isMale === isFemale) return undefined;
  return isMale ? "Nam" : "Nữ";
}

function nationalIdOf(cell: Cell | undefined): string | undefined {
  const text = textOf(cell);
  const read = parseNationalId(text ?? "", { fromSpreadsheetNumber: typeof cell?.value === "number" });
  return read.ok ? read.value : text?.slice(0, longest);
}

function taxCodeOf(cell: Cell | undefined): string | undefined {
  const text = textOf(cell);
  const read = parseTaxCode(text ?? "", { fromSpreadsheetNumber: typeof cell?.value === "number" });
  return read.ok ? read.value : text?.slice(0, longest);
}
