import { createHash } from "node:crypto";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "#app/db/client.server.ts";
import { sheetLayouts } from "#app/db/schema/index.ts";
import type { ReadingChoices } from "#app/spreadsheet/understanding/reading-choices.ts";
import { cellText, type Sheet } from "#app/spreadsheet/workbook.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import type { ImportKind } from "./schema.ts";

/** How many rows the header has, and what each of its columns means. */
type Layout = { headerRows: number; columns: Record<string, string | null> };
type HeaderRows = { first: number; last: number };

/** A header stands in the first rows; a sender's next letterhead may be a line longer. */
const lastHeaderRow = 20;
const layoutsAtOnce = 50;

/** Whose lists look alike: the business that a list comes from, else the ward's office. */
export type LayoutSender = { wardId: string; kind: ImportKind; businessId: string | null };

/** The layout by which the sender's last sheet with these header labels was read, as choices for this workbook. */
export async function findLayout(
  db: Queryable,
  sender: LayoutSender,
  sheets: readonly Sheet[],
): Promise<{ layoutId: string; choices: ReadingChoices } | null> {
  const rows = await db
    .select({ id: sheetLayouts.id, headerHash: sheetLayouts.headerHash, choices: sheetLayouts.choices })
    .from(sheetLayouts)
    .where(
      and(eq(sheetLayouts.wardId, sender.wardId), eq(sheetLayouts.kind, sender.kind), isOfBusiness(sender)),
    )
    .orderBy(desc(sheetLayouts.updatedAt))
    .limit(layoutsAtOnce);
  for (const { id, headerHash, choices } of rows) {
    const { headerRows, columns } = choices as Layout;
    for (const sheet of sheets.filter(({ hidden }) => !hidden)) {
      for (let last = headerRows; last <= lastHeaderRow; last += 1) {
        if (hashHeader(sheet, { first: last - headerRows + 1, last }) === headerHash)
          return { layoutId: id, choices: { sheet: sheet.name, headerRow: last, columns } };
      }
    }
  }
  return null;
}

/** Keeps what the columns below this header mean, for the sender's next sheet of the same header. */
export async function rememberLayout(
  tx: Transaction,
  { wardId, kind, businessId }: LayoutSender,
  sheet: Sheet,
  { headerRows, columns }: { headerRows: HeaderRows; columns: Layout["columns"] },
): Promise<string | null> {
  const headerHash = hashHeader(sheet, headerRows);
  if (headerHash === null) return null;
  const choices: Layout = { headerRows: headerRows.last - headerRows.first + 1, columns };
  const [row] = await tx
    .insert(sheetLayouts)
    .values({ wardId, kind, businessId, headerHash, choices })
    .onConflictDoUpdate({
      target: [sheetLayouts.wardId, sheetLayouts.kind, sheetLayouts.businessId, sheetLayouts.headerHash],
      set: { choices, updatedAt: sql`now()` },
    })
    .returning({ id: sheetLayouts.id });
  return row?.id ?? null;
}

export async function forgetLayout(
  tx: Transaction,
  sender: Omit<LayoutSender, "kind">,
  layoutId: string,
): Promise<void> {
  await tx
    .delete(sheetLayouts)
    .where(and(eq(sheetLayouts.wardId, sender.wardId), eq(sheetLayouts.id, layoutId), isOfBusiness(sender)));
}

function isOfBusiness({ businessId }: Pick<LayoutSender, "businessId">) {
  return businessId === null ? isNull(sheetLayouts.businessId) : eq(sheetLayouts.businessId, businessId);
}

/** Null where nothing is written in these rows. */
function hashHeader(sheet: Sheet, { first, last }: HeaderRows): string | null {
  const labels = sheet.rows
    .filter(({ number }) => number >= first && number <= last)
    .flatMap(({ number, cells }) =>
      cells.map(({ column, value }) => [number - first, column, searchKey(cellText(value))]),
    )
    .filter(([, , label]) => label !== "");
  return labels.length === 0 ? null : createHash("sha256").update(JSON.stringify(labels)).digest("base64url");
}
