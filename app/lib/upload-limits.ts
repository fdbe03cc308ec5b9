/** The largest workbook that is taken: a list of some thousand people has less than half of it. */
export const maxFileBytes = 2 * 1024 * 1024;
