import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { translateDatabaseError } from "#app/db/errors.server.ts";
import { nominations, nomineeListRows, nomineeLists, people } from "#app/db/schema/index.ts";
import type { LeaderActor } from "#app/domain/actor.ts";
import { Conflict, Forbidden } from "#app/domain/errors.ts";
import { approveList, returnList } from "#app/domain/lists/decide-list.server.ts";
import { readHistory } from "#app/domain/lists/history.server.ts";
import { issueList } from "#app/domain/lists/issue-list.server.ts";
import { getList } from "#app/domain/lists/queries.server.ts";
import { readFullRows, readRows } from "#app/domain/lists/rows.server.ts";
import { isSealedBy, sealOf } from "#app/domain/lists/seal.server.ts";
import { submitList, withdrawList } from "#app/domain/lists/submit-list.server.ts";
import { rosterPresets } from "#app/domain/rosters/template.ts";
import { updateWard } from "#app/domain/wards/commands.server.ts";
import { getWard } from "#app/domain/wards/queries.server.ts";
import { auditDigest } from "#app/lib/keys.server.ts";
import { addDays, todayInVietnam } from "#app/vietnamese/dates.ts";
import { insertList, insertRun, listState, type Nominee } from "#tests/support/lists.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const today = todayInVietnam(new Date());
const key = () => crypto.randomUUID();

const three: Nominee[] = [
  { fullName: "Y Krông", gender: "female", birthDate: "1996-02-05" },
  { fullName: "Nguyễn Văn An" },
  { fullName: "A Tik", seat: "reserve" },
];

async function draft(nominees: Nominee[] = three, people = world.people) {
  const run = await insertRun(world.db, { providerId: people.provider.id, ownerWardId: people.ward.id });
  const scope = { wardId: people.ward.id, runId: run.id, businessId: people.business.id };
  return { run, ...(await insertList(world.db, { ...scope, accountId: people.office.accountId }, nominees)) };
}

const versionOf = async (listId: string) => (await listState(world.db, listId)).version;

async function submitted(nominees: Nominee[] = three) {
  const made = await draft(nominees);
  await submitList(world.db, world.people.office, { ...(await step(made.listId)), note: null });
  return made;
}

async function approved(nominees: Nominee[] = three) {
  const made = await submitted(nominees);
  await approveList(world.db, world.people.leader, await step(made.listId));
  return made;
}

const step = async (listId: string) => ({ idempotencyKey: key(), listId, version: await versionOf(listId) });

let lastNumber = 100;
const letter = async (listId: string, values: Partial<Parameters<typeof issueList>[2]> = {}) => ({
  ...(await step(listId)),
  letterNumber: ++lastNumber,
  letterDate: today,
  signerId: world.people.leader.accountId,
  signingCapacity: "for_chair" as const,
  ...values,
});

async function issued(nominees: Nominee[] = three) {
  const made = await approved(nominees);
  await issueList(world.db, world.people.office, await letter(made.listId));
  return made;
}

describe("submitting", () => {
  test("copies the nominations, primaries before reserves, with citizen ID numbers bound to the new rows", async () => {
    const { listId, run } = await submitted([
      { ...three[2]!, nationalId: "062088000003" },
      { ...three[0]!, nationalId: "062196000001" },
      { ...three[1]!, nationalId: "062088000002" },
    ]);
    const list = await getList(world.db, world.people.leader, listId);
    const rows = await readFullRows(world.db, list);
    expect(
      rows.map(({ number, seat, fullName, nationalId }) => [number, seat, fullName, nationalId]),
    ).toEqual([
      [1, "primary", "Y Krông", "062196000001"],
      [2, "primary", "Nguyễn Văn An", "062088000002"],
      [3, "reserve", "A Tik", "062088000003"],
    ]);
    const [stored] = await world.db.select().from(nomineeListRows).where(eq(nomineeListRows.runId, run.id));
    expect(stored?.nationalIdCipher).toMatch(/^v1\./);
    expect(list).toMatchObject({ status: "submitted", proposerName: world.people.office.fullName });
  });

  test("is refused while a primary lacks what the list needs, and says how many", async () => {
    const { listId } = await draft([three[0]!, { fullName: "Nguyễn Văn An", nationalId: null }]);
    const attempt = submitList(world.db, world.people.office, { ...(await step(listId)), note: "Vẫn trình" });
    await expect(attempt).rejects.toMatchObject({ key: "lists:errors.stillMissing", params: { count: 1 } });
    expect((await listState(world.db, listId)).status).toBe("draft");
  });

  test("needs a reason where a warning is overridden", async () => {
    const { listId } = await draft([{ ...three[0]!, birthDate: "1996" }]);
    const input = await step(listId);
    await expect(submitList(world.db, world.people.office, { ...input, note: null })).rejects.toMatchObject({
      field: "note",
    });
    await submitList(world.db, world.people.office, { ...input, note: "Giấy tờ chỉ ghi năm sinh" });
    expect((await listState(world.db, listId)).submitNote).toBe("Giấy tờ chỉ ghi năm sinh");
  });

  test("is refused for a list without anybody and for a cancelled run", async () => {
    const nobody = await draft([three[2]!]);
    await expect(
      submitList(world.db, world.people.office, { ...(await step(nobody.listId)), note: "x" }),
    ).rejects.toMatchObject({ key: "lists:errors.nobody" });
    const cancelled = await draft();
    await world.db.execute(
      sql`update course_runs set status = 'cancelled', cancel_reason = 'thử' where id = ${cancelled.run.id}`,
    );
    await expect(
      submitList(world.db, world.people.office, { ...(await step(cancelled.listId)), note: null }),
    ).rejects.toMatchObject({ key: "lists:errors.runCancelled" });
  });

  test("twice at once is one submission", async () => {
    const { listId } = await draft();
    const input = { ...(await step(listId)), note: null };
    await Promise.all(Array.from({ length: 5 }, () => submitList(world.db, world.people.office, input)));
    expect(await readRows(world.db, await getList(world.db, world.people.office, listId))).toHaveLength(3);
    expect((await listState(world.db, listId)).version).toBe(2);
  });

  test("may be taken back, also after the approval, which ends with it", async () => {
    const { listId } = await approved();
    await withdrawList(world.db, world.people.office, await step(listId));
    expect(await listState(world.db, listId)).toMatchObject({ status: "draft", decidedBy: null });
  });
});

describe("deciding", () => {
  test("a returned list is mended and submitted again, and the leader sees what changed", async () => {
    const { listId, nominationIds } = await submitted();
    const comment = "Thiếu một người của HTX Nông sản";
    await returnList(world.db, world.people.leader, { ...(await step(listId)), comment });
    expect(await listState(world.db, listId)).toMatchObject({ status: "returned", returnComment: comment });
    const [first, second, third] = nominationIds;
    await world.db
      .update(nominations)
      .set({ status: "withdrawn", statusReason: "nghỉ việc" })
      .where(eq(nominations.id, second!));
    await world.db.update(nominations).set({ status: "primary" }).where(eq(nominations.id, third!));
    await world.db.execute(sql`update people set phone = '+84900000000' from nominations
      where nominations.person_id = people.id and nominations.id = ${first!}`);
    await submitList(world.db, world.people.office, { ...(await step(listId)), note: null });
    const { steps, changes } = await readHistory(world.db, world.people.leader, listId);
    expect(changes).toEqual([
      { nominationId: first, change: "facts", fullName: "Y Krông" },
      { nominationId: third, change: "seat", fullName: "A Tik" },
      { nominationId: second, change: "removed", fullName: "Nguyễn Văn An" },
    ]);
    expect(steps.map(({ action }) => action)).toEqual(["list.submit", "list.return", "list.submit"]);
    expect(steps[1]?.who).toBe(world.people.leader.fullName);
  });

  test("the one who proposed cannot approve: refused by the rule, and by the database where the rule is left out", async () => {
    const { listId } = await submitted();
    const himself: LeaderActor = { ...world.people.office, role: "leader" };
    await expect(approveList(world.db, himself, await step(listId))).rejects.toThrow(Forbidden);
    const forced = world.db
      .update(nomineeLists)
      .set({ status: "approved", decidedBy: world.people.office.accountId })
      .where(eq(nomineeLists.id, listId))
      .catch((error: unknown) => Promise.reject(translateDatabaseError(error)));
    await expect(forced).rejects.toMatchObject({ constraint: "nominee_lists_not_own_proposal" });
  });

  test("two leaders at once, one approves and one returns: one wins, the other is told", async () => {
    for (let round = 0; round < 5; round++) {
      const { listId } = await submitted();
      const input = await step(listId);
      const results = await Promise.allSettled([
        approveList(world.db, world.people.leader, input),
        returnList(world.db, world.people.leader, { ...input, idempotencyKey: key(), comment: "Xem lại" }),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const refused = results.find((result) => result.status === "rejected");
      expect(refused?.reason).toBeInstanceOf(Conflict);
    }
  });

  test("returning without a comment is refused by the database too", async () => {
    const { listId } = await submitted();
    const forced = world.db
      .update(nomineeLists)
      .set({ status: "returned", decidedBy: world.people.leader.accountId })
      .where(eq(nomineeLists.id, listId))
      .catch((error: unknown) => Promise.reject(translateDatabaseError(error)));
    await expect(forced).rejects.toMatchObject({ constraint: "nominee_lists_return_needs_comment" });
  });
});

describe("issuing", () => {
  test("freezes the list with its letter, sends its nominations, and its seal verifies", async () => {
    const { listId, nominationIds } = await issued();
    const list = await getList(world.db, world.people.office, listId);
    expect(list).toMatchObject({
      status: "issued",
      letterDate: today,
      signerName: world.people.leader.fullName,
      signerTitle: "Phó Chủ tịch",
      signingCapacity: "for_chair",
    });
    expect(sealOf(list, await readFullRows(world.db, list))).toBe(list.contentHash);
    const sent = await world.db
      .select({ status: nominations.status })
      .from(nominations)
      .where(and(eq(nominations.runId, list.runId), eq(nominations.status, "sent")));
    expect(sent).toHaveLength(nominationIds.length);
  });

  test("another letter, another name or another number gives another seal", async () => {
    const { listId } = await issued();
    const list = await getList(world.db, world.people.office, listId);
    const rows = await readFullRows(world.db, list);
    const [first, ...rest] = rows;
    expect(sealOf({ ...list, letterNumber: 1 }, rows)).not.toBe(list.contentHash);
    expect(sealOf(list, [{ ...first!, fullName: "Y Krong" }, ...rest])).not.toBe(list.contentHash);
    expect(sealOf(list, [{ ...first!, nationalId: "062196000009" }, ...rest])).not.toBe(list.contentHash);
    expect(sealOf(list, [{ ...first!, taxCode: "0000000009" }, ...rest])).not.toBe(list.contentHash);
    expect(sealOf({ ...list, rosterTemplate: rosterPresets.business }, rows)).not.toBe(list.contentHash);
  });

  test("keeps what was printed of the ward, covered by the seal, when the ward is renamed", async () => {
    const { listId } = await issued();
    const before = await approved();
    const { admin, ward, office } = world.people;
    const { id: wardId, ...ours } = await getWard(world.db, admin, ward.id);
    const renamed = { code: "90009", name: "phường Tên Mới", placeName: "Tên Mới", letterSymbol: "UBND-XH" };
    await updateWard(world.db, admin, { wardId, ...ours, ...renamed });
    const list = await getList(world.db, office, listId);
    const rows = await readFullRows(world.db, list);
    expect(list).toMatchObject({
      wardCode: ours.code,
      wardName: "phường Đăk Cấm",
      placeName: "Đăk Cấm",
      letterSymbol: "UBND-VX",
    });
    expect(isSealedBy(list.contentHash, list, rows)).toBe(true);
    for (const [field, value] of Object.entries({
      ...renamed,
      wardCode: "90009",
      wardName: "phường Tên Mới",
    }))
      if (field in list) expect(isSealedBy(list.contentHash, { ...list, [field]: value }, rows)).toBe(false);
    // What is not issued yet will be a letter of the ward as it is called now.
    expect(await getList(world.db, office, before.listId)).toMatchObject({ wardName: "phường Tên Mới" });
    await updateWard(world.db, admin, { wardId, ...ours, version: ours.version + 1 });
  });

  test("a list that was sealed in an older form still verifies by what that form covers", async () => {
    const { listId } = await issued();
    const list = await getList(world.db, world.people.office, listId);
    const rows = await readFullRows(world.db, list);
    const facts = (row: (typeof rows)[number]) => [
      row.number,
      row.seat,
      row.fullName,
      row.gender,
      row.birthDate,
      row.nationalId && auditDigest(list.wardId, row.nationalId),
      row.phone,
      row.email,
      row.position,
      row.qualification,
      row.employer,
    ];
    const { wardCode, title, letterNumber, letterDate, signerName, signerTitle, signingCapacity } = list;
    const letter = [title, letterNumber, letterDate, signerName, signerTitle, signingCapacity];
    const ward = [wardCode, list.wardName, list.placeName, list.letterSymbol];
    for (const head of [
      ["nominee-list/1", wardCode, ...letter],
      ["nominee-list/2", ...ward, ...letter],
    ]) {
      const lines = [head, ...rows.map(facts)];
      const hash = createHash("sha256").update(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
      const old = hash.digest("base64url");
      expect(isSealedBy(old, list, rows)).toBe(true);
      expect(isSealedBy(old, { ...list, wardCode: "90009" }, rows)).toBe(false);
      expect(isSealedBy(old, { ...list, letterNumber: 1 }, rows)).toBe(false);
    }
  });

  test("the database refuses an issued list without the names of its ward", async () => {
    const { listId } = await approved();
    const forced = world.db
      .update(nomineeLists)
      .set({
        status: "issued",
        title: "DANH SÁCH",
        letterNumber: 9999,
        letterYear: 2026,
        letterDate: today,
        signerName: "Người thử",
        signingCapacity: "chair",
        issuedAt: new Date(),
        contentHash: "x",
      })
      .where(eq(nomineeLists.id, listId))
      .catch((error: unknown) => Promise.reject(translateDatabaseError(error)));
    await expect(forced).rejects.toMatchObject({ constraint: "nominee_lists_issued_is_whole" });
  });

  test("a number is used once in a ward and year; another ward may use it", async () => {
    const first = await approved();
    const second = await approved();
    await issueList(world.db, world.people.office, await letter(first.listId, { letterNumber: 7 }));
    await expect(
      issueList(world.db, world.people.office, await letter(second.listId, { letterNumber: 7 })),
    ).rejects.toMatchObject({ field: "letterNumber", key: "lists:errors.numberTaken" });
    await issueList(world.db, world.people.office, await letter(second.listId, { letterNumber: 8 }));

    const { otherWard, otherBusiness, outsider, outsideLeader, provider } = world.people;
    const theirs = await draft([{ fullName: "Siu H'Bia" }], {
      ...world.people,
      ward: otherWard,
      business: otherBusiness,
      office: outsider,
      provider,
    });
    await submitList(world.db, outsider, { ...(await step(theirs.listId)), note: null });
    await approveList(world.db, outsideLeader, await step(theirs.listId));
    await issueList(
      world.db,
      outsider,
      await letter(theirs.listId, { letterNumber: 7, signerId: outsideLeader.accountId }),
    );
    expect((await listState(world.db, theirs.listId)).letterNumber).toBe(7);
  });

  test("a number of last year may come again this year", async () => {
    const earlier = await approved();
    await world.db
      .update(nomineeLists)
      .set({ decidedAt: sql`now() - interval '400 days'` })
      .where(eq(nomineeLists.id, earlier.listId));
    await issueList(
      world.db,
      world.people.office,
      await letter(earlier.listId, { letterNumber: 9, letterDate: addDays(today, -370) }),
    );
    const later = await approved();
    await issueList(world.db, world.people.office, await letter(later.listId, { letterNumber: 9 }));
  });

  test("a letter is dated neither tomorrow nor before its approval, and signed by a leader of the ward", async () => {
    const { listId } = await approved();
    for (const letterDate of [addDays(today, 1), addDays(today, -1)])
      await expect(
        issueList(world.db, world.people.office, await letter(listId, { letterDate })),
      ).rejects.toMatchObject({ field: "letterDate" });
    for (const { accountId } of [world.people.office, world.people.outsideLeader])
      await expect(
        issueList(world.db, world.people.office, await letter(listId, { signerId: accountId })),
      ).rejects.toMatchObject({ field: "signerId" });
    expect((await listState(world.db, listId)).status).toBe("approved");
  });

  test("the people of an issued list keep the data that was issued", async () => {
    const { listId } = await issued([three[0]!]);
    await world.db.update(people).set({ fullName: "Tên khác" }).where(eq(people.fullName, "Y Krông"));
    const list = await getList(world.db, world.people.office, listId);
    expect((await readRows(world.db, list)).map(({ fullName }) => fullName)).toEqual(["Y Krông"]);
  });
});
