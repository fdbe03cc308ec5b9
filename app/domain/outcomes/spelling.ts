import { normalizeText } from "#app/vietnamese/text.ts";

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

/**
 * What two ways to write the same letters and tones have in common: case, spaces, punctuation, composition and the
 * letter that carries the tone (Hòa, Hoà) are form; an accent more or less is another name.
 */
export function spellingKey(text: string): string {
  return normalizeText(text)
    .toLowerCase()
    .replace(/[ðɖ]/g, "đ")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .map((syllable) => {
      const parts = syllable.normalize("NFD");
      return parts.replace(tones, "") + (parts.match(tones) ?? []).join("");
    })
    .join(" ");
}
