import { describe, expect, test } from "vitest";
import { listEntries } from "#app/domain/audit/queries.server.ts";
import {
  findJoinableRun,
  getRun,
  listCourseSkills,
  listJoinableRuns,
  listRuns,
  listSessions,
} from "#app/domain/courses/queries.server.ts";
import { joinRun, recordRun } from "#app/domain/courses/record-run.server.ts";
import { changeStatus, updateCourseSkills, updateRun } from "#app/domain/courses/update-run.server.ts";
import { Conflict, Forbidden, NotFound } from "#app/domain/errors.ts";
import { findSeatMismatches } from "#app/domain/seats/queries.server.ts";
import { addDays } from "#app/vietnamese/dates.ts";
import { callInput, editInput, openRun, skillIds, today } from "#tests/support/courses.ts";
import { useWard } from "#tests/support/ward.ts";

const world = useWard();
const listed = {
  search: "",
  status: null,
  sort: "deadline",
  descending: false,
  page: 1,
  pageSize: 50,
};

async function record(values: Parameters<typeof callInput>[1] = {}) {
  return (await recordRun(world.db, world.people.office, await callInput(world.db, values))).runId;
}

describe("recording a call", () => {
  test("keeps the run, its skills, its sessions in order and the seats, and the chain says so", async () => {
    const { office, ward } = world.people;
    const startsOn = addDays(today, 30);
    const runId = await record({
      courseName: "Vận hành nền tảng IoT cơ bản",
      sessions: [
        { heldOn: addDays(startsOn, 1), startsAt: "13:30", endsAt: "17:00", topic: "Thực hành" },
        null,
        { heldOn: startsOn, startsAt: "07:30", endsAt: "11:00", topic: null },
      ],
    });
    const run = await getRun(world.db, office, runId);
    expect(run).toMatchObject({ status: "draft", seats: 8, seatsTaken: 0, listId: null });
    expect(await listSessions(world.db, runId)).toMatchObject([
      { number: 1, heldOn: startsOn, startsAt: "07:30" },
      { number: 2, topic: "Thực hành" },
    ]);
    expect(await listCourseSkills(world.db, run.courseId, "vi")).toMatchObject([
      { name: "IoT cơ bản", level: 2 },
    ]);
    expect(
      (await listRuns(world.db, office, { ...listed, search: "nen tang iot co ban" })).rows,
    ).toMatchObject([{ id: runId, seats: 8, proposed: 0 }]);
    expect((await listEntries(world.db, ward.id, { offset: 0, limit: 1 }))[0]).toMatchObject({
      action: "run.record",
      entityId: runId,
    });
  });

  test("the same form sent ten times at once makes one run", async () => {
    const input = await callInput(world.db);
    const runs = await Promise.all(
      Array.from({ length: 10 }, () => recordRun(world.db, world.people.office, input)),
    );
    expect(new Set(runs.map((run) => run.runId)).size).toBe(1);
  });

  test("a new course of a known name is refused at the name, accents apart", async () => {
    await record({ courseName: "An toàn điện" });
    await expect(record({ courseName: "An toan dien" })).rejects.toMatchObject({ field: "courseName" });
  });

  test("a skill named twice is refused at the second row", async () => {
    const iot = (await skillIds(world.db))["iot-basic"] ?? "";
    const skills = [{ skillId: iot, level: 1 }, null, { skillId: iot, level: 2 }];
    await expect(record({ skills })).rejects.toMatchObject({ field: "skills.2.skillId" });
  });

  test("the same run is not recorded twice, not even at once", async () => {
    const { office, secondOffice } = world.people;
    const first = await getRun(world.db, office, await record());
    const again = { courseId: first.courseId, providerId: first.providerId, label: "Khóa 2" };
    const tries = await Promise.allSettled([
      recordRun(world.db, office, await callInput(world.db, again)),
      recordRun(world.db, secondOffice, await callInput(world.db, again)),
    ]);
    expect(tries.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("a run of another ward", () => {
  test("is not found until the ward joins it; then the seats add up, and each ward keeps its own", async () => {
    const { office, outsider } = world.people;
    const runId = await record({ seats: 8 });
    await expect(getRun(world.db, outsider, runId)).rejects.toThrow(NotFound);
    expect((await listJoinableRuns(world.db, outsider, today)).map((run) => run.id)).toContain(runId);
    await joinRun(world.db, outsider, { idempotencyKey: crypto.randomUUID(), runId, seats: 5 });
    expect(await getRun(world.db, outsider, runId)).toMatchObject({ seats: 5 });
    expect(await getRun(world.db, office, runId)).toMatchObject({ seats: 8 });
    expect(await findJoinableRun(world.db, outsider, runId)).toBeNull();
    expect(await findSeatMismatches(world.db)).toEqual([]);
    const joinAgain = joinRun(world.db, outsider, { idempotencyKey: crypto.randomUUID(), runId, seats: 1 });
    await expect(joinAgain).rejects.toThrow(Conflict);
  });

  test("recorded again by the second ward, it is refused with the advice to join", async () => {
    const { office, outsider } = world.people;
    const run = await getRun(world.db, office, await record());
    const { courseId, providerId } = run;
    await expect(
      recordRun(world.db, outsider, await callInput(world.db, { courseId, providerId })),
    ).rejects.toMatchObject({ field: "label", key: "courses:errors.runOfOthers" });
  });

  test("is neither edited, opened nor taught otherwise by a ward that only joined", async () => {
    const { office, outsider } = world.people;
    const runId = await record();
    const { skills } = await callInput(world.db);
    const step = { runId, version: 1, status: "open" as const, reason: null };
    await expect(changeStatus(world.db, outsider, step)).rejects.toThrow(NotFound);
    await joinRun(world.db, outsider, { idempotencyKey: crypto.randomUUID(), runId, seats: 5 });
    await expect(changeStatus(world.db, outsider, step)).rejects.toThrow(Forbidden);
    await expect(
      updateRun(world.db, outsider, await editInput(world.db, { runId, version: 1 })),
    ).rejects.toThrow(Forbidden);
    const { courseId } = await getRun(world.db, office, runId);
    await expect(updateCourseSkills(world.db, outsider, { courseId, version: 1, skills })).rejects.toThrow(
      NotFound,
    );
  });
});

describe("the life of a run", () => {
  const step = (runId: string, version: number, status: "open" | "closed" | "running" | "finished") =>
    changeStatus(world.db, world.people.office, { runId, version, status, reason: null });

  test("goes from draft to finished, and refuses a step that is not next", async () => {
    const runId = await record();
    await expect(step(runId, 1, "running")).rejects.toThrow(Conflict);
    await step(runId, 1, "open");
    await step(runId, 2, "closed");
    await step(runId, 3, "open");
    await step(runId, 4, "closed");
    await step(runId, 5, "running");
    await step(runId, 6, "finished");
    await expect(step(runId, 7, "open")).rejects.toThrow(Conflict);
  });

  test("two officers who close it at once do not both succeed", async () => {
    const runId = await openRun(world.db, world.people.office);
    const tries = await Promise.allSettled([step(runId, 2, "closed"), step(runId, 2, "closed")]);
    expect(tries.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("an old version of its facts is refused, and its sessions are those of the last edit", async () => {
    const { office, secondOffice } = world.people;
    const runId = await record();
    await updateRun(
      world.db,
      office,
      await editInput(world.db, { runId, version: 1, sessions: [], place: "Trực tuyến" }),
    );
    expect(await listSessions(world.db, runId)).toEqual([]);
    await expect(
      updateRun(world.db, secondOffice, await editInput(world.db, { runId, version: 1 })),
    ).rejects.toThrow(Conflict);
    expect(await getRun(world.db, office, runId)).toMatchObject({ place: "Trực tuyến", version: 2 });
  });

  test("a course says anew what it teaches while no other ward runs it", async () => {
    const { office } = world.people;
    const { courseId } = await getRun(world.db, office, await record());
    const skillId = (await skillIds(world.db))["5g-basic"] ?? "";
    await updateCourseSkills(world.db, office, { courseId, version: 1, skills: [{ skillId, level: 3 }] });
    expect(await listCourseSkills(world.db, courseId, "en")).toMatchObject([{ name: "5G basics", level: 3 }]);
  });
});
