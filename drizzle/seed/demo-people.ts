/** Fictional people of the demo: the same at every run, so that a screenshot can be compared with yesterday's. */
const women = ["Thị Hồng", "Thị Thu", "Ngọc", "Mỹ", "Thị Kim", "Khánh", "Thị Ánh", "Thùy"];
const men = ["Văn", "Đức", "Minh", "Quốc", "Công", "Hữu", "Thanh", "Xuân"];
const families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Bùi", "Đỗ", "Võ", "Phan"];
const womenGiven = ["Hạnh", "Linh", "Thảo", "Dung", "Vy", "Hà", "Ánh", "Chi", "Nhung", "Uyên"];
const menGiven = ["An", "Bình", "Đạt", "Hùng", "Khánh", "Long", "Nam", "Quân", "Sơn", "Vinh"];
const highlandWomen = ["Y Krông", "Y Nhưn", "Y Blan", "Rmah H'Bia", "Siu H'Mai", "Y Hơ Lan"];
const highlandMen = ["A Tik", "A Hơ Rin", "Ksor Nham", "Siu Djoi", "A Blưh", "Rơ Châm Yưk"];
const positions = ["Công nhân vận hành", "Thợ điện", "Kỹ thuật viên", "Kế toán", "Quản đốc", "Nhân viên kho"];
const qualifications = ["skilled_worker", "elementary", "intermediate", "college", "bachelor"];

const at = <T>(from: readonly T[], index: number): T => from[index % from.length] as T;

/** The fields of one person as the nomination form posts them. */
export function demoPerson(index: number): Record<string, string> {
  const isWoman = index % 5 < 2;
  const isHighlander = index % 6 === 3;
  const year = 1976 + ((index * 7) % 28);
  const fullName = isHighlander
    ? at(isWoman ? highlandWomen : highlandMen, Math.floor(index / 6))
    : [
        at(families, index * 3),
        at(isWoman ? women : men, index),
        at(isWoman ? womenGiven : menGiven, index * 7),
      ].join(" ");
  // Numbers that end in 99xxxx are kept for fictional people.
  const century = (year < 2000 ? 0 : 2) + (isWoman ? 1 : 0);
  const nationalId = `${at(["062", "051", "064"], index)}${century}${String(year % 100).padStart(2, "0")}99${String(1000 + index * 37).slice(-4)}`;
  const day = String(1 + ((index * 11) % 28)).padStart(2, "0");
  const month = String(1 + ((index * 5) % 12)).padStart(2, "0");
  return {
    fullName,
    gender: isWoman ? "female" : "male",
    birthDate: index % 17 === 9 ? String(year) : `${day}/${month}/${year}`,
    nationalId,
    phone: index % 13 === 7 ? "" : `09${String(12_000_000 + index * 91_337).slice(0, 8)}`,
    email: "",
    qualification: at(qualifications, index * 3),
    position: at(positions, index),
  };
}
