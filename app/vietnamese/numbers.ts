const vietnameseNumber = new Intl.NumberFormat("vi-VN");

/** `1.234`, `25,6` */
export function showNumber(n: number): string {
  return vietnameseNumber.format(n);
}

/** A count in official prose: one to nine take a leading zero, as in "05 người" and "06 tháng". */
export function officialCount(n: number): string {
  return n >= 1 && n <= 9 ? `0${n}` : showNumber(n);
}
