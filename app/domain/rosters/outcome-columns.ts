import type { Outcome } from "../outcomes/outcome.ts";
import { attendanceWords, resultWords } from "../outcomes/words.ts";
import type { FileColumn } from "./columns.ts";
import type { ListedRow } from "./read-roster.server.ts";
import { rowKeyHeader } from "./row-key.ts";
import { type SessionDay, sessionHeader } from "./session-header.ts";

export type RowWithOutcome = ListedRow & { outcome: Outcome };
type Session = SessionDay & { id: string };

/** More of them are told by the result alone: the sheet would become wider than people, and our reader, take. */
const mostSessions = 15;

export function sessionsInRoster<S extends Session>(sessions: readonly S[]): readonly S[] {
  return sessions.length <= mostSessions ? sessions : [];
}

/** What a provider fills in: attendance by session, result, certificate, a remark; and which line is whose, hidden. */
export function outcomeColumns(sessions: readonly Session[]): FileColumn<RowWithOutcome>[] {
  const attendance = sessionsInRoster(sessions).map(
    (session): FileColumn<RowWithOutcome> => ({
      header: sessionHeader(session),
      group: "Điểm danh (Có mặt / Vắng / Vắng có phép)",
      width: 9,
      kind: "text",
      align: "center",
      choices: Object.values(attendanceWords),
      value: ({ outcome }) => {
        const known = outcome.attendance.get(session.id);
        return known ? attendanceWords[known] : null;
      },
    }),
  );
  const group = "Kết quả (Đạt / Không đạt / Miễn)";
  return [
    ...attendance,
    {
      header: "Kết quả",
      group,
      width: 11,
      kind: "text",
      align: "center",
      choices: Object.values(resultWords),
      value: ({ outcome }) => outcome.result && resultWords[outcome.result],
    },
    {
      header: "Số chứng nhận",
      group,
      width: 17,
      kind: "text",
      align: "center",
      value: ({ outcome }) => outcome.certificateNumber,
    },
    {
      header: "Ngày cấp",
      group,
      width: 12,
      kind: "date",
      value: ({ outcome }) => outcome.certificateDate,
    },
    { header: "Ghi chú kết quả", group, width: 14, kind: "text", value: ({ outcome }) => outcome.note },
    { header: rowKeyHeader, width: 3, kind: "text", hidden: true, value: ({ id }) => id },
  ];
}
