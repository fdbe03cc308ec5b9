import { describe, expect, test } from "vitest";
import { RunningTasks, runningTasks, showProgress } from "#app/http/progress.server.ts";

const accountOf = () => ({
  role: "office" as const,
  accountId: crypto.randomUUID(),
  fullName: "Hồ Thị Thử",
  wardId: crypto.randomUUID(),
});
const unknown = { state: "unknown", rows: 0, total: null, problem: null };

describe("the running tasks", () => {
  test("tell an account how far its own task is, and nobody else that there is one", () => {
    const [officer, colleague] = [accountOf(), accountOf()];
    const tasks = new RunningTasks();
    const report = tasks.begin(officer, "key-of-a-page", 45_000);
    report({ rows: 12_000 });
    expect(tasks.look(officer, "key-of-a-page")).toEqual({
      state: "running",
      rows: 12_000,
      total: 45_000,
      problem: null,
    });
    expect(tasks.look(colleague, "key-of-a-page")).toEqual(unknown);
    expect(tasks.look(officer, "another-key")).toEqual(unknown);
  });

  test("of one account forget the oldest, and those of another are not touched", () => {
    const [busy, quiet] = [accountOf(), accountOf()];
    const tasks = new RunningTasks();
    tasks.begin(quiet, "quiet");
    for (let place = 0; place < 1000; place += 1) tasks.begin(busy, `task-${place}`);
    expect(tasks.size).toBe(21);
    expect(tasks.look(busy, "task-979").state).toBe("unknown");
    expect(tasks.look(busy, "task-980").state).toBe("running");
    expect(tasks.look(quiet, "quiet").state).toBe("running");
  });

  test("are forgotten ten minutes after they last moved", () => {
    let now = 0;
    const tasks = new RunningTasks(() => now);
    const [first, second] = [accountOf(), accountOf()];
    const report = tasks.begin(first, "first");
    tasks.begin(second, "second")({ state: "done" });
    now += 9 * 60_000;
    report({ rows: 1 });
    now += 2 * 60_000;
    expect(tasks.look(second, "second")).toEqual(unknown);
    expect(tasks.look(first, "first")).toMatchObject({ state: "running", rows: 1 });
    now += 11 * 60_000;
    expect(tasks.look(first, "first")).toEqual(unknown);
    expect(tasks.size).toBe(0);
  });

  test("under the same key show the later one, also when the earlier one reports once more", () => {
    const officer = accountOf();
    const tasks = new RunningTasks();
    const earlier = tasks.begin(officer, "key");
    tasks.begin(officer, "key")({ rows: 7 });
    earlier({ state: "failed" });
    expect(tasks.look(officer, "key")).toMatchObject({ state: "running", rows: 7 });
  });
});

describe("a command that is shown", () => {
  test("is done when it returns, and hands its answer on", async () => {
    const officer = accountOf();
    const answer = await showProgress(officer, "upload-1", async (onProgress) => {
      onProgress({ state: "waiting", rows: 0 });
      expect(runningTasks.look(officer, "upload-1").state).toBe("waiting");
      onProgress({ state: "running", rows: 500 });
      return "kept";
    });
    expect(answer).toBe("kept");
    expect(runningTasks.look(officer, "upload-1")).toMatchObject({ state: "done", rows: 500 });
  });

  test("has failed when it throws, and the error goes on", async () => {
    const officer = accountOf();
    const refused = showProgress(officer, "upload-2", async () => {
      throw new Error("no workbook");
    });
    await expect(refused).rejects.toThrow("no workbook");
    expect(runningTasks.look(officer, "upload-2").state).toBe("failed");
  });
});
