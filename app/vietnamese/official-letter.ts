import { type LocalDate, letterDateLine } from "./dates.ts";

/** Texts of the head and foot of an official document (decree 30/2020/NĐ-CP, annex I). */

/** In whose place a document is signed: the chair, a deputy for the chair, or somebody by the chair's order. */
export type SigningCapacity = "chair" | "for_chair" | "by_order";

export type Signature = { capacity: SigningCapacity; title: string | null; name: string };

/** The two blocks of the head. @param ward with its kind, as in running text: "phường Đăk Cấm" */
export function officialHead(ward: string): { left: string[]; right: string[] } {
  return { left: ["ỦY BAN NHÂN DÂN", upper(ward)], right: stateHead };
}

/** The name of the state and its motto. */
export const stateHead = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"];

/** Who issues the letter, as in running text: "Ủy ban nhân dân phường Đăk Cấm". */
export function committeeOf(ward: string): string {
  return `Ủy ban nhân dân ${ward}`;
}

/** The place and date line above a signature, then in whose place it is signed. Without a signature: for the chair. */
export function signingLines(
  signature: Omit<Signature, "name"> | null,
  { place, date }: { place: string; date: LocalDate | null },
): { dateLine: string; capacity: string[] } {
  const { capacity, title } = signature ?? { capacity: "chair", title: null };
  const post = title ? [upper(title)] : [];
  const capacityLines = {
    chair: ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
    for_chair: ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", ...(post.length ? post : ["PHÓ CHỦ TỊCH"])],
    by_order: ["TL. CHỦ TỊCH", ...post],
  }[capacity];
  return { dateLine: letterDateLine(place, date), capacity: capacityLines };
}

/** In whose place somebody with this post usually signs: "Chủ tịch", "Phó Chủ tịch UBND phường", "Chánh Văn phòng". */
export function usualCapacity(title: string | null): SigningCapacity {
  const post = (title ?? "").toLocaleLowerCase("vi");
  if (post.startsWith("phó chủ tịch")) return "for_chair";
  return post.startsWith("chủ tịch") ? "chair" : "by_order";
}

function upper(text: string): string {
  return text.toLocaleUpperCase("vi");
}
