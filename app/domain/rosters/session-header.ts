export type SessionDay = {
  number: number;
  /** `yyyy-mm-dd`. */
  heldOn: string;
};

/** `Buổi 2 (05/12)`: over a column of a roster, and known again by it when the roster comes back. */
export function sessionHeader({ number, heldOn }: SessionDay): string {
  return `Buổi ${number} (${heldOn.split("-").slice(1).reverse().join("/")})`;
}
