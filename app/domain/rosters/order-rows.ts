import { nameSortKey, textSortKey } from "#app/vietnamese/names.ts";
import { searchKey } from "#app/vietnamese/text.ts";
import type { RosterSort } from "./template.ts";

/** What a row is sorted by. */
type Sortable = { fullName: string; employer: string; position: string | null };

/** Posts from the top down, as search keys; the first that a post begins with or contains says its rank. */
const ranks: readonly RegExp[] = [
  /^(chu tich|tong giam doc|giam doc|chu nhiem|chu (co so|ho|doanh nghiep)|hieu truong|truong ban)\b/,
  /^pho\b.*\b(chu tich|giam doc|chu nhiem|hieu truong)\b/,
  /^(truong (phong|bo phan|khoa|chi nhanh)|quan doc|chanh van phong|ke toan truong)\b/,
  /^pho\b.*\b(phong|bo phan|khoa|quan doc|van phong|chi nhanh)\b|^pho quan doc\b/,
  /^(to truong|truong (ca|nhom|kip|chuyen|day chuyen)|doi truong)\b/,
  /^(to pho|pho (to|ca|nhom|kip|chuyen|doi)|doi pho)\b/,
  /^(ky su|chuyen vien|ky thuat vien|ke toan)\b/,
];

/** The rank of a post as offices list people: heads, deputies, divisions, teams, specialists, then everybody else. */
export function rankOf(position: string | null): number {
  const words = searchKey(position ?? "");
  const rank = ranks.findIndex((rank) => rank.test(words));
  return rank === -1 ? ranks.length : rank;
}

/** The rows as a roster lists them; where a sort does not tell two apart, the name does, and then the list. */
export function orderRows<Row extends Sortable>(rows: readonly Row[], sort: RosterSort): Row[] {
  if (sort === "list") return [...rows];
  const keyOf = (row: Row): string => {
    const name = nameSortKey(row.fullName);
    if (sort === "name") return name;
    return sort === "employer" ? `${textSortKey(row.employer)} ${name}` : `${rankOf(row.position)} ${name}`;
  };
  const keyed = rows.map((row) => ({ row, key: keyOf(row) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row);
}
