import type { RosterRow } from "./columns.ts";
import { orderRows } from "./order-rows.ts";
import { listTitle } from "./roster-table.ts";
import { shownDocument } from "./shown-document.ts";
import { type RosterTemplate, rosterColumns } from "./template.ts";

/** Nobody real: numbers that no province gives, and companies that do not exist. */
const people: RosterRow[] = [
  {
    number: 1,
    seat: "primary",
    fullName: "Nguyễn Thị Mẫu",
    birthDate: "1994-03-08",
    gender: "female",
    nationalId: "000*****0001",
    phone: "+84900000001",
    email: "mau@vidu.vn",
    position: "Kỹ thuật viên",
    qualification: "college",
    employer: "Công ty TNHH Ví Dụ",
    taxCode: "0000000001",
    ward: "phường Ví Dụ",
  },
  {
    number: 2,
    seat: "primary",
    fullName: "A Thử",
    birthDate: "1988",
    gender: "male",
    nationalId: "000*****0002",
    phone: "+84900000002",
    email: null,
    position: "Quản đốc",
    qualification: "intermediate",
    employer: "Hợp tác xã Thử Nghiệm",
    taxCode: "0000000002",
    ward: "phường Ví Dụ",
  },
  {
    number: 3,
    seat: "reserve",
    fullName: "Y Hđơ̆k Mẫu",
    birthDate: "2001-12-20",
    gender: "female",
    nationalId: "000*****0003",
    phone: "+84900000003",
    email: null,
    position: "Công nhân vận hành",
    qualification: "elementary",
    employer: "Công ty TNHH Ví Dụ",
    taxCode: "0000000001",
    ward: "phường Ví Dụ",
  },
];

/** The head of a roster with three invented people, as it would be printed. */
export function sampleOf(template: RosterTemplate, run: { courseName: string; label: string }) {
  const columns = rosterColumns(template, { joinsWards: false });
  const rows = orderRows(people, template.sort).map((row, index) => ({ ...row, number: index + 1 }));
  const {
    groups,
    columns: heads,
    rows: cells,
  } = shownDocument(
    {
      sheetName: "",
      head: { left: [], right: [] },
      title: listTitle(run),
      subtitle: [],
      columns,
      footer: { totalLine: () => "", signatures: { left: [], right: [] } },
    },
    columns,
    rows,
  );
  return { title: listTitle(run), groups, columns: heads, rows: cells };
}
