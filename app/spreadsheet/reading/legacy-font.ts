import { legacyFontOf } from "#app/vietnamese/legacy-fonts.ts";

const longestName = 64;

/** The name of a font if texts in it are not Unicode: of all the formats of a cell, only this one changes its value. */
export function keepLegacyFont(name = ""): string | undefined {
  return name.length <= longestName && legacyFontOf(name) ? name : undefined;
}
