import type { FieldDefinition, ListDefinition } from "#app/spreadsheet/understanding/understand-table.ts";
import { type NomineeColumn, nomineeList } from "../nominations/workbook-fields.ts";
import { type FileColumn, rosterFieldValues } from "../rosters/columns.ts";
import { newColumn } from "../rosters/template.ts";
import { type FormField, formFields } from "./schema.ts";

/** A column of nominees that comes in under one name and goes out under another. */
const renamed: Partial<Record<NomineeColumn, FormField>> = {
  order: "number",
  birthDateMale: "maleBirthDate",
  birthDateFemale: "femaleBirthDate",
};

function isFormField(field: string): field is FormField {
  return formFields.some((known) => known === field);
}

function formFieldOf(field: NomineeColumn): FormField {
  const named = renamed[field] ?? field;
  if (!isFormField(named)) throw new Error(`no field of a form: ${named}`);
  return named;
}

/** Offices tick a column; forms say so in its header. */
const ticked: Partial<Record<NomineeColumn, string[]>> = {
  male: ["nam (đánh x)", "nam (đánh dấu x)", "nam (đánh dấu)"],
  female: ["nữ (đánh x)", "nữ (đánh dấu x)", "nữ (đánh dấu)"],
};

/**
 * Forms ask for what lists bring, so their headers are understood by the same words. Their values are passed over:
 * below the header of a blank form stand numbers of columns and signers. Two columns only go out.
 */
export const formList: ListDefinition<FormField> = {
  fields: [
    ...nomineeList.fields.map(
      ({ field, synonyms, identifies = false, halves }): FieldDefinition<FormField> => ({
        field: formFieldOf(field),
        synonyms: [...synonyms, ...(ticked[field] ?? [])],
        identifies,
        ...(halves ? { halves: [formFieldOf(halves[0]), formFieldOf(halves[1])] as const } : {}),
      }),
    ),
    // Behind the date: a form that asks for nothing but "Năm sinh" gets all of it.
    { field: "birthYear", synonyms: ["năm sinh", "sinh năm"] },
    {
      field: "ward",
      synonyms: [
        "phường, xã",
        "phường/xã",
        "xã, phường",
        "xã/phường",
        "phường",
        "địa phương",
        "địa bàn",
        "ward",
      ],
    },
    {
      field: "taxCode",
      synonyms: ["mã số thuế", "mst", "mã số dn", "mã số doanh nghiệp", "mst doanh nghiệp", "tax code"],
    },
  ],
};

/**
 * How a column of a form is filled. Under our own word for it, not the form's: it enters the log of exports and the
 * audit, and what stands in a header of a file from outside may be anything.
 */
export function formColumn(field: FormField): FileColumn {
  if (field === "male")
    return { header: "Nam", width: 0, kind: "text", value: ({ gender }) => (gender === "male" ? "x" : null) };
  return { header: newColumn(field).header, width: 0, ...rosterFieldValues[field] };
}
