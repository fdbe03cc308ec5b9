import { type DigitProblem, readDigits } from "./digit-text.ts";
import { maskNationalId, padNationalId, readsLikeNationalId } from "./national-id.ts";
import { normalizeText } from "./text.ts";

const CHECK_WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/**
 * organisation: 10 digits; dependent: a branch or other dependent unit, 10 + "-" + 3; personal: the 12-digit citizen
 * ID that individuals, households and household businesses use. It is personal data.
 */
export type TaxCodeKind = "organisation" | "dependent" | "personal";

export type TaxCodeProblem = DigitProblem | "length";

export type TaxCodeResult =
  | { ok: true; value: string; kind: TaxCodeKind; repaired: boolean; checksumOk: boolean | null }
  | { ok: false; problem: TaxCodeProblem };

interface TaxCodeOptions {
  /** The cell held a number, so leading zeros are surely lost. */
  fromSpreadsheetNumber?: boolean;
  /** Whether the holder is a household business, if known: it settles what 10 digits of a number cell mean. */
  household?: boolean;
}

/**
 * Reads a tax code (mã số thuế) from a form or a cell. Lost leading zeros come back and are marked `repaired`.
 * `checksumOk` is null for personal codes and a warning otherwise: real codes may fail it.
 */
export function parseTaxCode(raw: string, options: TaxCodeOptions = {}): TaxCodeResult {
  const read = readDigits(raw);
  if ("problem" in read) return { ok: false, problem: read.problem };
  const { digits } = read;
  if (/^\d{9}-\d{3}$/.test(normalizeText(raw))) return accept(`0${digits}`, true);
  switch (digits.length) {
    case 9: {
      const padded = `0${digits}`;
      const lostZero = options.fromSpreadsheetNumber || (!digits.startsWith("0") && passesChecksum(padded));
      return lostZero ? accept(padded, true) : { ok: false, problem: "length" };
    }
    case 10:
      return isPersonalWithoutZeros(digits, options)
        ? accept(padNationalId(digits), true)
        : accept(digits, false);
    case 11: {
      const padded = padNationalId(digits);
      const lostZero =
        !digits.startsWith("0") && (options.fromSpreadsheetNumber || readsLikeNationalId(padded));
      return lostZero ? accept(padded, true) : { ok: false, problem: "length" };
    }
    case 12: {
      const lostZero = !digits.startsWith("0") && passesChecksum(`0${digits}`);
      return lostZero ? accept(`0${digits}`, true) : accept(digits, false);
    }
    case 13:
      return accept(digits, false);
    default:
      return { ok: false, problem: "length" };
  }
}

/** How a stored tax code appears on screens: a personal one masked like the citizen ID it is. */
export function showTaxCode(value: string): string {
  return value.length === 12 ? maskNationalId(value) : value;
}

/**
 * Ten digits in a number cell are an organisation's code, or a citizen ID of the codes 001 to 008 without its two
 * zeros. The household decides where it is known, else the checksum, which one ID in eleven passes by chance.
 */
function isPersonalWithoutZeros(
  digits: string,
  { fromSpreadsheetNumber, household }: TaxCodeOptions,
): boolean {
  if (!fromSpreadsheetNumber || household === false) return false;
  return readsLikeNationalId(padNationalId(digits)) && (household === true || !passesChecksum(digits));
}

function accept(digits: string, repaired: boolean): TaxCodeResult {
  if (digits.length === 12) return { ok: true, value: digits, kind: "personal", repaired, checksumOk: null };
  const checksumOk = passesChecksum(digits);
  if (digits.length === 10) return { ok: true, value: digits, kind: "organisation", repaired, checksumOk };
  const value = `${digits.slice(0, 10)}-${digits.slice(10)}`;
  return { ok: true, value, kind: "dependent", repaired, checksumOk };
}

/**
 * The tenth digit is 10 minus the weighted sum modulo 11 of the nine before it. Where that is 10, the registers
 * disagree; a 0 is accepted.
 */
function passesChecksum(digits: string): boolean {
  const sum = CHECK_WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return (10 - (sum % 11)) % 10 === Number(digits[9]);
}
