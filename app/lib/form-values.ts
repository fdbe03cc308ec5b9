/** What a form posts, nested by the dots of its field names: `needs.0.people=2` → `{ needs: [{ people: "2" }] }`. */
export type FormValues = { [name: string]: FormValue };
export type FormValue = string | FormValues | FormValue[];

const maxFields = 2_000;
const maxIndex = 500;
const maxDepth = 5;
const forbidden = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads posted fields into nested values. Files and names that no form of ours has (too deep, an index beyond 500,
 * `__proto__`) are left out; of a name that comes twice the last counts, as with a checkbox behind a hidden field.
 */
export function readFormValues(fields: Iterable<[string, FormDataEntryValue]>): FormValues {
  const root: FormValues = {};
  let count = 0;
  for (const [name, value] of fields) {
    if (typeof value !== "string" || ++count > maxFields) continue;
    const path = name.split(".");
    if (path.length <= maxDepth && path.every(isSafeSegment)) place(root, path, value);
  }
  return root;
}

function isSafeSegment(segment: string): boolean {
  return segment !== "" && !forbidden.has(segment) && (!/^\d+$/.test(segment) || Number(segment) <= maxIndex);
}

function place(root: FormValues, path: string[], value: string): void {
  // A list is written through its index like any other name.
  let target = root;
  path.forEach((segment, depth) => {
    if (depth === path.length - 1) {
      target[segment] = value;
      return;
    }
    const existing = Object.hasOwn(target, segment) ? target[segment] : undefined;
    const isList = /^\d+$/.test(path[depth + 1] ?? "");
    const next = existing !== undefined && typeof existing === "object" ? existing : isList ? [] : {};
    target[segment] = next;
    target = next as FormValues;
  });
}

/** The value at a field name such as `needs.0.people`; an empty text where there is none. */
export function valueAt(values: unknown, name: string): string {
  return findValueAt(values, name) ?? "";
}

/** As `valueAt`, for fields whose emptied text counts: null where nothing was posted under the name. */
export function findValueAt(values: unknown, name: string): string | null {
  let current: unknown = values;
  for (const segment of name.split(".")) {
    if (current === null || typeof current !== "object" || !Object.hasOwn(current, segment)) return null;
    current = (current as Record<string, unknown>)[segment];
  }
  return current === null || current === undefined || typeof current === "object" ? null : String(current);
}
