import { parsePartialDate } from "#app/vietnamese/dates.ts";
import { searchKey } from "#app/vietnamese/text.ts";

export const looksLikeWords = (text: string) => /\p{L}{2}/u.test(text);
export const looksLikeName = (text: string) =>
  /^[\p{L}\p{M}\s'’()-]+$/u.test(text) && !/^x+$/i.test(text.trim());
/** Not the nine digits of the number before it, which may have a column of its own. */
export const looksLikeId = (text: string) => /^'?\d{10,12}$/.test(text.replace(/[\s.-]/g, ""));
export const looksLikePhone = (text: string) => /^'?\+?\d{9,11}(?!\d)/.test(text.replace(/[\s.()-]/g, ""));
export const looksLikeDate = (text: string) =>
  parsePartialDate(text) !== null || /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$/.test(text);
export const looksLikeTick = (text: string) => /^(?:x|v|✓|✔|1|nam|nữ|nu)$/i.test(text.trim());
export const looksLikeGender = (text: string) => /^(?:nam|nu|male|female|m|f|0|1|x)$/.test(searchKey(text));
