const digits = "12345678901234567890";
const rows = ["qwertyuiopasdfgh", "asdfghjklqwertyuiop", "abcdefghijklmnopqrst", "1q2w3e4r5t6y7u8i9o"];

/** Common passwords that are long enough for us: lists of leaked ones hold few of 14 characters or more. */
export const commonPasswords: ReadonlySet<string> = new Set([
  ...[14, 15, 16, 18, 20].map((length) => digits.slice(0, length)),
  ...rows.flatMap((row) => [14, 15, 16, 18, 20].map((length) => row.slice(0, length))),
  "passwordpassword",
  "password123456",
  "password1234567",
  "password12345678",
  "iloveyouiloveyou",
  "qwertyqwertyqwerty",
  "letmeinletmein",
  "matkhaumatkhau",
  "matkhau123456789",
  "anhyeuemnhieulam",
  "emyeuanhnhieulam",
  "vietnam123456789",
  "adminadminadmin",
  "administrator1",
  "administrator123",
]);

/** Words of this place: a password that is one of them with digits and marks around it is guessed first. */
export const contextWords: readonly string[] = [
  "nhanlucso",
  "phuongdakcam",
  "phườngđăkcấm",
  "dakcam",
  "đăkcấm",
  "quangngai",
  "quảngngãi",
  "kontum",
  "vanhoaxahoi",
  "uybannhandan",
  "ủybannhândân",
  "vanthuphuong",
];
