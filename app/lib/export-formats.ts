/** What every list and roster is offered as; each is a download route of its own (vite.config.ts). */
export const exportFormats = ["xlsx", "csv", "pdf"] as const;
export type ExportFormat = (typeof exportFormats)[number];
