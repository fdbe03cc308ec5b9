import type { FormValues } from "#app/lib/form-values.ts";

/** Everything that the page shows, to be posted with its button: what is sent is what was looked at. */
export function HiddenAnswer({ answer }: { answer: FormValues }) {
  return flatten(answer).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

function flatten(values: FormValues, prefix = ""): [name: string, value: string][] {
  return Object.entries(values).flatMap(([name, value]) =>
    typeof value === "string"
      ? [[prefix + name, value] as [string, string]]
      : flatten(value as FormValues, `${prefix}${name}.`),
  );
}
