export const skillGroups = ["digital", "network", "iot", "platform", "data", "safety"] as const;
export type SkillGroup = (typeof skillGroups)[number];

/** Wanted or reached level; 0 (does not know it) is never wanted. */
export const skillLevels = [1, 2, 3, 4] as const;
