import { showNumber } from "#app/vietnamese/numbers.ts";
import type { TableColumn, TableDescription } from "./table-description.ts";

/** What a list page exports: title, columns and rows, without the head and the signatures of an official document. */
export function plainTable({
  title,
  subtitle = [],
  columns,
}: {
  title: string;
  /** What is shown: the filters of the page, the day. */
  subtitle?: string[];
  columns: TableColumn[];
}): TableDescription {
  return {
    sheetName: title,
    head: { left: [], right: [] },
    title: title.toLocaleUpperCase("vi"),
    subtitle,
    columns,
    footer: {
      totalLine: (count) => `Tổng cộng: ${showNumber(count)} dòng.`,
      signatures: { left: [], right: [] },
    },
  };
}
