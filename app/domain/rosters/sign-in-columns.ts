import type { FileColumn } from "./columns.ts";
import { type SessionDay, sessionHeader } from "./session-header.ts";
import { newColumn, rosterColumns } from "./template.ts";

/** More signatures than these do not fit beside each other on a sheet of A4. */
const mostSigned = 5;

/** The sheet on which people sign that they are there: who it is, and room for a signature, session by session. */
export function signInColumns(sessions: readonly SessionDay[]): FileColumn[] {
  const who = rosterColumns(
    { columns: [newColumn("number"), newColumn("fullName"), newColumn("birthDate"), newColumn("employer")] },
    { joinsWards: false },
  );
  const sign = (header: string, group?: string): FileColumn => ({
    header,
    width: 16,
    kind: "text",
    value: () => null,
    ...(group ? { group } : {}),
  });
  return sessions.length > 1 && sessions.length <= mostSigned
    ? [...who, ...sessions.map((session) => sign(sessionHeader(session), "Ký tên"))]
    : [...who, sign("Ký tên"), sign("Ghi chú")];
}
