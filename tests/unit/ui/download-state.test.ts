import { expect, test } from "vitest";
import type { TaskProgress } from "#app/lib/task-progress.ts";
import { type DownloadState, lookAgain, notSeenYet } from "#app/ui/download-state.ts";
import type { Seen } from "#app/ui/follow-task.ts";

const task = (state: TaskProgress["state"], rows = 0): Seen => ({
  state,
  rows,
  total: 45_000,
  problem: null,
});
const unreachable: Seen = { state: "unreachable" };
const after = (...seen: Seen[]): DownloadState => seen.reduce(lookAgain, notSeenYet);
const times = (count: number, seen: Seen) => Array.from({ length: count }, () => seen);

test("a download is shown as it goes on, until it is done or has failed", () => {
  expect(after(task("unknown"), task("running", 12_000))).toMatchObject({
    end: null,
    progress: { rows: 12_000, total: 45_000 },
  });
  expect(after(task("running", 12_000), task("done", 45_000)).end).toBe("done");
  expect(after(task("running", 12_000), task("failed", 12_000)).end).toBe("failed");
});

test("a few looks that tell nothing leave what was last known", () => {
  const state = after(task("running", 12_000), ...times(4, unreachable), ...times(3, task("unknown")));
  expect(state).toMatchObject({ end: null, progress: { rows: 12_000 } });
  expect(lookAgain(state, task("running", 20_000))).toMatchObject({ misses: 0, progress: { rows: 20_000 } });
});

test("a server that stays out of reach leaves it open whether the file is whole", () => {
  expect(after(task("running", 12_000), ...times(5, unreachable)).end).toBe("lost");
});

test("a download of which another process knows is given up without a word", () => {
  expect(after(...times(19, task("unknown"))).end).toBeNull();
  expect(after(...times(20, task("unknown"))).end).toBe("forgotten");
});

test("without an account nothing is downloaded, and that is said at once", () => {
  expect(after({ state: "signedOut" }).end).toBe("signedOut");
});
