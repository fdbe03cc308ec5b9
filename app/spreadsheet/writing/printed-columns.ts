import type { TableColumn, TableDescription, TableValues } from "./table-description.ts";

/** Neighbouring columns under one head; `group` is null where a column stands for itself. */
export type ColumnGroup = { group: string | null; first: number; last: number };

/** The columns that people see, and how a row's values come to them. */
export function printedColumns({ columns }: TableDescription) {
  const places = columns.flatMap((column, index) => (column.hidden ? [] : [index]));
  const hasHidden = places.length < columns.length;
  return {
    columns: columns.filter((column) => !column.hidden),
    valuesOf: (values: TableValues): TableValues =>
      hasHidden ? places.map((index) => values[index] ?? null) : values,
  };
}

/** Columns as their heads stand, from the left; places count from 0. */
export function columnGroups(columns: readonly TableColumn[]): ColumnGroup[] {
  const groups: ColumnGroup[] = [];
  for (const [index, { group = null }] of columns.entries()) {
    const previous = groups.at(-1);
    if (group !== null && previous?.group === group) previous.last = index;
    else groups.push({ group, first: index, last: index });
  }
  return groups;
}

export function hasGroups(columns: readonly TableColumn[]): boolean {
  return columns.some(({ group }) => group !== undefined);
}
