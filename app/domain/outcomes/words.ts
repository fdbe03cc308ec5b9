import { searchKey } from "#app/vietnamese/text.ts";
import type { Attendance, Result } from "./schema.ts";

/** As a roster shows them; what a provider writes in their place is read below. */
export const attendanceWords: Record<Attendance, string> = {
  present: "Có mặt",
  absent: "Vắng",
  excused: "Vắng có phép",
};
export const resultWords: Record<Result, string> = { passed: "Đạt", failed: "Không đạt", exempt: "Miễn" };

/** As search keys. "x" marks who is there on the attendance sheets that we print; P and K are the letters of schools. */
const attendanceKeys: Record<Attendance, readonly string[]> = {
  present: ["co mat", "co", "x", "cm", "1", "du", "tham gia"],
  absent: ["vang", "v", "k", "kp", "0", "khong", "vang mat", "vang khong phep", "khong phep"],
  excused: ["vang co phep", "co phep", "phep", "p", "cp", "vp", "vang co ly do", "co ly do"],
};

const resultKeys: Record<Result, readonly string[]> = {
  passed: ["dat", "dau", "do", "d", "hoan thanh", "da hoan thanh", "pass", "dat yeu cau"],
  failed: [
    "khong dat",
    "truot",
    "rot",
    "chua dat",
    "kd",
    "khong hoan thanh",
    "chua hoan thanh",
    "khong dat yeu cau",
  ],
  exempt: ["mien", "duoc mien", "mien thi", "m"],
};

export function readAttendance(text: string): Attendance | null {
  return find(attendanceKeys, text) ?? (/^[+✓✔]$/.test(text.trim()) ? "present" : null);
}

export function readResult(text: string): Result | null {
  return find(resultKeys, text);
}

function find<Value extends string>(keys: Record<Value, readonly string[]>, text: string): Value | null {
  const key = searchKey(text);
  const values = Object.keys(keys) as Value[];
  return values.find((value) => keys[value].includes(key)) ?? null;
}
