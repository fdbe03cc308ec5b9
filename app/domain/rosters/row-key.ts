/** Header of the hidden column in which each line of a roster says which row of a list it is. */
export const rowKeyHeader = "Mã dòng";
export const rowKeyPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
