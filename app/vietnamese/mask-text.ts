import { maskNationalId, padNationalId, readsLikeNationalId } from "./national-id.ts";

/** A citizen ID number that lost the two zeros it may begin with. */
const fewestDigits = 10;

/**
 * A text of somebody's sheet for the screen: what could be a citizen ID number, also one that lost its zeros, is
 * masked wherever it stands. Phone numbers and tax codes of ten digits stay, and phone numbers with their country code.
 */
export function maskNumbers(text: string): string {
  return text.replace(/\d(?:[\s.-]?\d){9,}/g, (number) => (isOther(number) ? number : mask(number)));
}

/** As `maskNumbers`, where nothing but ID numbers is expected: every number is masked, whatever its length. */
export function maskEveryNumber(text: string): string {
  return text.replace(/\d(?:[\s.-]?\d)*/g, mask);
}

/** A mobile number with its country code: as a citizen ID number it would be of somebody born later than 2019. */
const phoneWithCode = /^84(?:3[2-9]|5[25689]|7[06-9]|8\d|9\d)\d{7}$/;

function isOther(number: string): boolean {
  const digits = digitsOf(number);
  if (phoneWithCode.test(digits)) return true;
  if (digits.length > fewestDigits) return false;
  return digits.startsWith("0") || !readsLikeNationalId(padNationalId(digits));
}

function mask(number: string): string {
  const digits = digitsOf(number);
  return maskNationalId(digits.length < fewestDigits ? digits : padNationalId(digits));
}

function digitsOf(number: string): string {
  return number.replace(/\D/g, "");
}
