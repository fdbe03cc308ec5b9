import {
  newColumn,
  presetNames,
  type RosterField,
  type RosterTemplate,
  requirableFields,
  rosterFields,
  rosterPresets,
  rosterTemplate,
  type TemplateColumn,
} from "./template.ts";

/** A column as the form holds it: every value as text, `required` as a checkbox posts it. */
export type ColumnValues = { field: string; header: string; group: string; width: string; required: string };
export type TemplateValues = { sort: string; columns: ColumnValues[] };

export function formOf({ sort, columns }: RosterTemplate): TemplateValues {
  return { sort, columns: columns.map(valuesOf) };
}

function valuesOf({ field, header, group, width, required }: TemplateColumn): ColumnValues {
  return { field, header, group: group ?? "", width: String(width), required: required ? "true" : "" };
}

/** What was posted, with a text for every value of every column. */
export function readForm(posted: unknown): TemplateValues {
  const { sort, columns } = (posted ?? {}) as { sort?: unknown; columns?: unknown };
  const rows = Array.isArray(columns) ? columns : [];
  const text = (row: unknown, name: keyof ColumnValues) => {
    const value = (row as Partial<Record<string, unknown>> | null | undefined)?.[name];
    return typeof value === "string" ? value : "";
  };
  return {
    sort: typeof sort === "string" ? sort : "list",
    // A row whose number was skipped is a hole.
    columns: rows
      .filter((row) => row)
      .map((row) => ({
        field: text(row, "field"),
        header: text(row, "header"),
        group: text(row, "group"),
        width: text(row, "width"),
        required: text(row, "required"),
      })),
  };
}

/**
 * The form after one of its buttons was pressed, with all that was typed: `up:2`, `down:2`, `remove:2`, `add:phone`,
 * `preset:short`. Anything else leaves it as it is, for a look at the sample.
 */
export function pressButton(values: TemplateValues, button: string): TemplateValues {
  const [verb, what = ""] = button.split(":");
  const place = Number(what);
  const { columns } = values;
  const column = columns[place];
  switch (verb) {
    case "preset": {
      const preset = presetNames.find((name) => name === what);
      return preset
        ? formOf({ ...rosterPresets[preset], columns: [...rosterPresets[preset].columns] })
        : values;
    }
    case "add": {
      const field = rosterFields.find((name) => name === what);
      return field ? { ...values, columns: [...columns, valuesOf(newColumn(field))] } : values;
    }
    case "remove":
      return { ...values, columns: columns.filter((_, index) => index !== place) };
    case "up":
    case "down": {
      const target = verb === "up" ? place - 1 : place + 1;
      if (!column || target < 0 || target >= columns.length) return values;
      return { ...values, columns: columns.toSpliced(place, 1).toSpliced(target, 0, column) };
    }
    default:
      return values;
  }
}

/** The template that the form says, null while something in it cannot be. */
export function templateOf({ sort, columns }: TemplateValues): RosterTemplate | null {
  const read = rosterTemplate.safeParse({
    sort,
    columns: columns.map(({ field, header, group, width, required }) => ({
      field,
      header: header.trim(),
      group: group.trim() || null,
      width: Number(width),
      required: required === "true",
    })),
  });
  return read.success ? read.data : null;
}

/** The columns that may still be added: each once, but for the blank one, of which a sheet may have several. */
export function missingFields({ columns }: TemplateValues): RosterField[] {
  return rosterFields.filter((name) => name === "blank" || columns.every(({ field }) => field !== name));
}

export function mayBeRequired(field: string): boolean {
  return requirableFields.some((known) => known === field);
}
