import type { FormValues } from "./form-values.ts";

/**
 * What a form of repeating rows holds after one of its row buttons was pressed without scripts: `row=sessions.add` or
 * `row=sessions.remove.2`. Null when another button sent the form.
 */
export function changeRows({ row, ...values }: FormValues): FormValues | null {
  const [, name = "", step, index] = /^(\w+)\.(add|remove)(?:\.(\d+))?$/.exec(String(row ?? "")) ?? [];
  if (!step) return null;
  const rows = Array.isArray(values[name]) ? values[name] : [];
  const changed = step === "add" ? [...rows, {}] : rows.filter((_, place) => place !== Number(index));
  return { ...values, [name]: changed };
}
