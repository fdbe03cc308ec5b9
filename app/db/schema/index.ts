export * from "./accounts.ts";
export * from "./audit.ts";
export * from "./businesses.ts";
export * from "./courses.ts";
export * from "./imports.ts";
export * from "./nominations.ts";
export * from "./outcomes.ts";
export * from "./people.ts";
export * from "./provider-forms.ts";
export * from "./responses.ts";
export * from "./rounds.ts";
export * from "./skills.ts";

export * from "./wards.ts";
