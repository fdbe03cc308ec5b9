import { expect, test } from "vitest";
import { oneAtATime, runWorker } from "#app/spreadsheet/run-worker.server.ts";

const limits = { milliseconds: 5_000, heapMegabytes: 32 };
const script = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);
const receive = 'import { parentPort, workerData } from "node:worker_threads";';

test("a worker answers with what it was given", async () => {
  const run = await runWorker(script(`${receive} parentPort.postMessage(workerData + 1)`), 41, limits);
  expect(run).toEqual({ outcome: "answered", answer: 42 });
});

test("a worker may tell more before it answers", async () => {
  const told: unknown[] = [];
  const run = await runWorker(
    script(`${receive} for (const n of [1, 2, 3]) parentPort.postMessage(n)`),
    null,
    limits,
    (message: number) => {
      told.push(message);
      return message === 3 ? { answer: "done" } : null;
    },
  );
  expect({ run, told }).toEqual({ run: { outcome: "answered", answer: "done" }, told: [1, 2, 3] });
});

test("a worker that takes too long is killed", async () => {
  const run = await runWorker(script("for (;;);"), null, { ...limits, milliseconds: 300 });
  expect(run).toEqual({ outcome: "timedOut" });
});

test("a worker that takes too much memory is killed, and the process goes on", async () => {
  const run = await runWorker(
    script("const all = []; for (;;) all.push(new Array(1000).fill(all.length));"),
    null,
    limits,
  );
  expect(run).toEqual({ outcome: "outOfMemory" });
});

test("a worker that throws, or ends without an answer, has crashed", async () => {
  expect(await runWorker(script('throw new Error("bug")'), null, limits)).toMatchObject({
    outcome: "crashed",
  });
  expect(await runWorker(script(""), null, limits)).toMatchObject({ outcome: "crashed" });
});

test("one piece of work runs at a time, in order; what is too many is refused, and a failure does not stop the next", async () => {
  const takeTurn = oneAtATime(1);
  const told: string[] = [];
  const work = (name: string) => async () => {
    told.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    told.push(`${name} ends`);
    if (name === "a") throw new Error("broken");
    return name;
  };
  const [a, b, c] = [
    takeTurn(work("a")),
    takeTurn(work("b"), () => told.push("b waits")),
    takeTurn(work("c")),
  ];
  expect(c).toBeNull();
  await expect(a).rejects.toThrow("broken");
  expect(await b).toBe("b");
  expect(told).toEqual(["b waits", "a begins", "a ends", "b begins", "b ends"]);
});
