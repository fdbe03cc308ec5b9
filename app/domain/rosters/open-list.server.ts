import type { Queryable } from "#app/db/client.server.ts";
import { todayInVietnam } from "#app/vietnamese/dates.ts";
import { readHistory } from "../lists/history.server.ts";
import { getList, type ListReader } from "../lists/queries.server.ts";
import { readFullRows, readRows } from "../lists/rows.server.ts";
import { isEditable, isIssued, reviewList } from "../lists/rules.ts";
import { isSealedBy } from "../lists/seal.server.ts";
import { listDocument } from "./roster-table.ts";
import { shownDocument } from "./shown-document.ts";
import { listTemplate, neededBy, rosterColumns } from "./template.ts";

/**
 * Everything that the page of a list shows, to the office and to the leader: the document as it will be printed with
 * masked citizen ID numbers, what is to be noted about its people, its history, and whether an issued list is still
 * what was issued. @throws NotFound
 */
export async function openList(db: Queryable, actor: ListReader, listId: string) {
  const list = await getList(db, actor, listId);
  const fullRows = isIssued(list.status) ? await readFullRows(db, list) : null;
  const rows = fullRows ?? (await readRows(db, list));
  const template = listTemplate(list);
  const columns = rosterColumns(template, { joinsWards: false });
  const shownRows = rows.map((row) => ({ ...row, nationalId: row.nationalIdMasked, ward: list.wardName }));
  const submittedOn = todayInVietnam(
    isEditable(list.status) || !list.submittedAt ? new Date() : list.submittedAt,
  );
  return {
    list,
    document: shownDocument(listDocument(list, columns), columns, shownRows),
    review: reviewList(rows, {
      nominationDeadline: list.nominationDeadline,
      submittedOn,
      needed: neededBy(template),
    }),
    sealMatches: fullRows ? isSealedBy(list.contentHash, list, fullRows) : null,
    ...(await readHistory(db, actor, list.id)),
  };
}
