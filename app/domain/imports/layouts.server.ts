import { createHash } from "node:crypto";
import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "#app/db/client.server.ts";
import { sheetLayouts } from "#app/db/schema/index.ts";
import type { ReadingChoices } from "#app/spreadsheet/understanding/reading-choices.ts";
import type { Sheet } from "#app/spreadsheet/workbook.ts";
import { headerText, readHeaderRows } from "./read-table.ts";
import type { ImportKind } from "./schema.ts";

/** How many rows the header has, and what each of its columns means. */
type Layout = { headerRows: number; columns: Record<string, string | null> };

/** A header stands in the first rows; a sender's next letterhead may be a line longer. */
const lastHeaderRow = 20;
const layoutsAtOnce = 50;

/** Whose lists look alike: the business that a list comes from, else the ward's office. */
export type LayoutSender = { wardId: string; kind: ImportKind; businessId: string | null };

/**
 * The layout by which the sender's last sheet with these header labels was read, else the office's own, as choices for
 * this workbook.
 */
export async function findLayout(
  db: Queryable,
  sender: LayoutSender,
  sheets: readonly Sheet[],
): Promise<{ layoutId: string; choices: ReadingChoices } | null> {
  const rows = await db
    .select({ id: sheetLayouts.id, headerHash: sheetLayouts.headerHash, choices: sheetLayouts.choices })
    .from(sheetLayouts)
    .where(
      and(
        eq(sheetLayouts.wardId, sender.wardId),
        eq(sheetLayouts.kind, sender.kind),
        or(
          isNull(sheetLayouts.businessId),
          sender.businessId === null ? undefined : eq(sheetLayouts.businessId, sender.businessId),
        ),
      ),
    )
    .orderBy(sql`${sheetLayouts.businessId} nulls last`, desc(sheetLayouts.updatedAt))
    .limit(layoutsAtOnce);
  const kept = rows.map(({ id, headerHash, choices }) => ({ id, headerHash, ...(choices as Layout) }));
  const places = findHeaders(sheets, new Set(kept.map(({ headerRows }) => headerRows)));
  for (const { id, headerHash, headerRows, columns } of kept) {
    const place = places.get(`${headerRows} ${headerHash}`);
    if (place) return { layoutId: id, choices: { ...place, columns } };
  }
  return null;
}

/** By height and hash: where in the visible sheets a header first stands that could be one of these heights. */
function findHeaders(sheets: readonly Sheet[], heights: ReadonlySet<number>) {
  const places = new Map<string, Pick<ReadingChoices, "sheet" | "headerRow">>();
  for (const sheet of sheets.filter(({ hidden }) => !hidden)) {
    const rows = readHeaderRows(sheet, { first: 1, last: lastHeaderRow });
    for (const height of heights) {
      for (let last = height; last <= lastHeaderRow; last += 1) {
        const text = headerText(rows, { first: last - height + 1, last });
        const key = text === null ? null : `${height} ${hashOf(text)}`;
        if (key !== null && !places.has(key)) places.set(key, { sheet: sheet.name, headerRow: last });
      }
    }
  }
  return places;
}

/** Keeps what the columns below this header mean, for the sender's next sheet of the same. @param header `headerText` */
export async function rememberLayout(
  tx: Transaction,
  { wardId, kind, businessId }: LayoutSender,
  header: string,
  { headerRows, columns }: { headerRows: { first: number; last: number }; columns: Layout["columns"] },
): Promise<string | null> {
  const headerHash = hashOf(header);
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

/** Of the sender or of the office: the one that the list was read by. */
export async function forgetLayout(
  tx: Transaction,
  { wardId }: Pick<LayoutSender, "wardId">,
  layoutId: string,
): Promise<void> {
  await tx.delete(sheetLayouts).where(and(eq(sheetLayouts.wardId, wardId), eq(sheetLayouts.id, layoutId)));
}

const hashOf = (header: string) => createHash("sha256").update(header).digest("base64url");
