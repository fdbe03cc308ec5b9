/** Marks the forms of an import's page: each posts its own fields alone. */
export const stepMark = "data-step";

/** The button of another form of the page in which something was changed and not sent; null where there is none. */
export function findUnapplied(form: HTMLFormElement): string | null {
  const others = [...document.querySelectorAll<HTMLFormElement>(`form[${stepMark}]`)];
  const changed = others.find((other) => other !== form && [...other.elements].some(isChanged));
  return changed?.querySelector("button")?.textContent ?? null;
}

function isChanged(element: Element): boolean {
  if (element instanceof HTMLSelectElement) {
    const start = [...element.options].findIndex(({ defaultSelected }) => defaultSelected);
    return element.selectedIndex !== Math.max(start, 0);
  }
  if (element instanceof HTMLInputElement && element.type !== "hidden")
    return element.value !== element.defaultValue || element.checked !== element.defaultChecked;
  return false;
}
