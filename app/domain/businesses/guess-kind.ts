import { searchKey } from "#app/vietnamese/text.ts";
import type { BusinessKind } from "./schema.ts";

/** In this order: a branch of a company and a joint-stock company begin like companies. */
const beginnings: readonly [BusinessKind, RegExp][] = [
  ["branch", /^(chi nhanh|cn cong ty|cn cty|van phong dai dien|dia diem kinh doanh)\b/],
  ["household", /^(ho kd|hkd|ho kinh doanh|ho san xuat|ho sxkd|ho ca the)\b/],
  ["cooperative", /^(htx|hop tac xa|lien hiep htx|lien hiep hop tac xa|to hop tac|tht)\b/],
  ["private_enterprise", /^(dntn|doanh nghiep tu nhan)\b/],
  ["joint_stock", /^(cong ty|cty|ct|tong cong ty) (cp|co phan|ctcp)\b|^ctcp\b/],
  ["company", /^(cong ty|cty|ct tnhh|tnhh|tong cong ty|tap doan)\b/],
];

/** Groups that name one kind only; "Doanh nghiệp, hợp tác xã" says nothing about a single row. */
const groups: readonly [BusinessKind, RegExp][] = [
  ["household", /^(cac )?(ho kinh doanh|ho kd|ho ca the)/],
  ["cooperative", /^(cac )?(hop tac xa|htx)/],
];

/**
 * Guesses the kind of a business from how its name begins, else from the group of the list in which it stands;
 * `other` where neither says.
 */
export function guessBusinessKind(name: string, group: string | null): BusinessKind {
  const byName = findKind(beginnings, searchKey(name));
  return byName ?? findKind(groups, searchKey(group ?? "")) ?? "other";
}

function findKind(rules: readonly [BusinessKind, RegExp][], key: string): BusinessKind | undefined {
  return rules.find(([, rule]) => rule.test(key))?.[0];
}
