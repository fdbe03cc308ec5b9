import { expect, test } from "vitest";
import { isDepartment, organizationKey } from "#app/vietnamese/organization-names.ts";

test.each([
  ["Cty TNHH MTV Gỗ Đăk Cấm", "CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN GỖ ĐĂK CẤM"],
  ["CTCP SX & TM Dược liệu", "Công ty CP Sản xuất và Thương mại Dược liệu"],
  ["HTX DV Nông nghiệp", "Hợp tác xã Dịch vụ Nông nghiệp"],
  ["Hộ KD Nguyễn Văn Tý", "HKD Nguyễn Văn Tý"],
])("%s and %s are one name", (one, other) => {
  expect(organizationKey(one)).toBe(organizationKey(other));
});

test.each([
  ["Công ty TNHH Gỗ", "Công ty CP Gỗ"],
  ["Công ty TNHH Gỗ", "Công ty TNHH Gỗ 2"],
  ["constructor", "toString"],
])("%s and %s stay two", (one, other) => {
  expect(organizationKey(one)).not.toBe(organizationKey(other));
});

test.each([
  "Phòng Kế toán",
  "TỔ CƠ KHÍ SỐ 2",
  "1. Phân xưởng cưa",
  "Ban Giám đốc",
  "Đội bảo vệ".normalize("NFD"),
])("%s is a part of an employer", (name) => {
  expect(isDepartment(name)).toBe(true);
});

test.each([
  "Tô Thị Mão",
  "Tổ hợp tác Rau sạch",
  "Ban quản lý cụm",
  "Tổ dân phố 3",
  "Đỗ Văn Phòng",
  "Phòngkhám",
])("%s is none", (name) => {
  expect(isDepartment(name)).toBe(false);
});
