import * as z from "zod/mini";
import type { FactValues } from "#app/domain/provider-forms/fact-cells.ts";
import { formColumns } from "#app/domain/provider-forms/fill-form.server.ts";
import type { FormMapping } from "#app/domain/provider-forms/recognise-form.ts";
import { formFacts } from "#app/domain/provider-forms/schema.ts";
import type { RosterRow } from "#app/domain/rosters/columns.ts";
import type { TableValues } from "#app/spreadsheet/writing/table-description.ts";
import { parsePhone } from "#app/vietnamese/phone.ts";

const text = z._default(z.nullable(z.string()), null);

/** A row as `workbook:read` prints it. */
const row = z.object({
  fullName: z.string(),
  gender: z._default(z.nullable(z.enum(["male", "female"])), null),
  birthDate: text,
  nationalId: text,
  phone: text,
  email: text,
  position: text,
  qualification: text,
  employer: text,
  taxCode: text,
  ward: text,
  note: text,
});

const content = z.object({
  ...Object.fromEntries(formFacts.map((fact) => [fact, z._default(z.string(), "")])),
  rows: z.array(row),
});

/** What a form is filled with, from the text of a JSON file; null where it is none of that shape. */
export function readContent(
  json: string,
  mapping: FormMapping,
): { facts: FactValues; rows: TableValues[] } | null {
  const read = z.safeParse(content, parseJson(json));
  if (!read.success) return null;
  const { rows, ...named } = read.data;
  const columns = formColumns(mapping);
  return {
    facts: { ...(named as Omit<FactValues, "count">), count: String(rows.length) },
    rows: rows.map((values, index) => {
      const line = rosterRow(values, index + 1);
      return columns.map((column, place) => {
        const field = mapping.columns[place]?.field;
        // Words of the file itself, where a roster has words of its own.
        return field === "qualification" || field === "note" ? values[field] : column.value(line);
      });
    }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function rosterRow(values: z.output<typeof row>, number: number): RosterRow {
  const phone = parsePhone(values.phone ?? "");
  return {
    ...values,
    number,
    seat: "primary",
    qualification: null,
    phone: phone.ok ? phone.e164 : null,
    employer: values.employer ?? "",
    ward: values.ward ?? "",
  };
}
