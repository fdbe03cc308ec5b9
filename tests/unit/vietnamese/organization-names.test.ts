import { expect, test } from "vitest";
import { organizationKey } from "#app/vietnamese/organization-names.ts";

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
