import { basename } from "node:path";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { findProjectFile } from "#app/lib/project-files.server.ts";

export interface WorkerLimits {
  milliseconds: number;
  heapMegabytes: number;
}

export type WorkerOutcome<Answer> =
  | { outcome: "answered"; answer: Answer }
  | { outcome: "timedOut" }
  | { outcome: "outOfMemory" }
  | { outcome: "crashed"; error: unknown };

/** The entry of a worker: its source, or where this program is built, its file of the build (`vite.config.ts`). */
export function findWorker(source: `app/${string}-worker.server.ts`): URL {
  const isSource = new URL(import.meta.url).pathname.endsWith(".ts");
  return findProjectFile(isSource ? source : `build/server/${basename(source, ".server.ts")}.js`);
}

/**
 * Lets one piece of work run at a time in a process, the next ones in their order.
 * @returns starts or queues a piece; null where `mostWaiting` of them stand already
 */
export function oneAtATime(mostWaiting: number) {
  let queue: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  /** @param onQueued called where it has to wait */
  return <T>(work: () => Promise<T>, onQueued?: () => void): Promise<T> | null => {
    if (waiting > mostWaiting) return null;
    if (waiting > 0) onQueued?.();
    waiting += 1;
    const result = queue.then(work).finally(() => {
      waiting -= 1;
    });
    queue = result.catch(() => undefined);
    return result;
  };
}

/**
 * Runs a worker thread until one of its messages is its answer, then ends it. A worker beyond its limits is killed; the
 * process and its other threads go on.
 * @param receive takes each message; null: not the answer yet. Without it the first message is the answer.
 */
export async function runWorker<Answer, Message = Answer>(
  entry: URL,
  workerData: unknown,
  limits: WorkerLimits,
  receive: (message: Message) => { answer: Answer } | null = (message) => ({
    answer: message as unknown as Answer,
  }),
): Promise<WorkerOutcome<Answer>> {
  const worker = startWorker(entry, {
    workerData,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, maxYoungGenerationSizeMb: 32 },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve) => {
      timer = setTimeout(() => resolve({ outcome: "timedOut" }), limits.milliseconds);
      worker.on("message", (message: Message) => {
        const received = receive(message);
        if (received) resolve({ outcome: "answered", ...received });
      });
      worker.once("error", (error: NodeJS.ErrnoException) => {
        const full = error.code === "ERR_WORKER_OUT_OF_MEMORY";
        resolve(full ? { outcome: "outOfMemory" } : { outcome: "crashed", error });
      });
      worker.once("exit", (code) => resolve({ outcome: "crashed", error: new Error(`worker exit ${code}`) }));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** In development and in tests the entry is TypeScript; Node 20 takes tsx in a worker through its API only. */
function startWorker(entry: URL, options: WorkerOptions): Worker {
  if (!entry.pathname.endsWith(".ts")) return new Worker(entry, options);
  const [tsx, file] = [findProjectFile("node_modules/tsx/dist/esm/api/index.mjs"), entry].map((url) =>
    JSON.stringify(url),
  );
  return new Worker(`import(${tsx}).then(({ tsImport }) => tsImport(${file}, ${file}))`, {
    ...options,
    eval: true,
  });
}
