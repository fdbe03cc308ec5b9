import type { AccountActor } from "#app/domain/actor.ts";
import { progressParam, type TaskProgress } from "#app/lib/task-progress.ts";

export type Report = (change: Partial<TaskProgress>) => void;
type Task = { progress: TaskProgress; movedAt: number };

const unknown: TaskProgress = { state: "unknown", rows: 0, total: null, problem: null };

const limits = {
  /** Tasks of one account that are remembered; the oldest are forgotten first. */
  ofAccount: 20,
  /** Milliseconds after which a task that does not move any more is forgotten, finished or not. */
  remembered: 10 * 60_000,
};

/**
 * What this process reads and writes at the moment, and how far it is: a few numbers under the account that asked and a
 * key that its page made up; nothing of what is read or written. An account sees its own tasks alone. Another process
 * of the server knows others: a page must do without.
 */
export class RunningTasks {
  private readonly ofAccounts = new Map<string, Map<string, Task>>();

  constructor(private readonly now: () => number = Date.now) {}

  /** @returns by which the task says how far it is, at any time and however often */
  begin({ accountId }: Pick<AccountActor, "accountId">, key: string, total: number | null = null): Report {
    this.forgetOld();
    const tasks = this.ofAccounts.get(accountId) ?? new Map<string, Task>();
    this.ofAccounts.set(accountId, tasks);
    const task: Task = { progress: { ...unknown, state: "running", total }, movedAt: this.now() };
    // Once more under the same key, after a refusal: it counts as the newest.
    tasks.delete(key);
    tasks.set(key, task);
    for (const oldest of tasks.keys()) {
      if (tasks.size <= limits.ofAccount) break;
      tasks.delete(oldest);
    }
    return (change) => {
      Object.assign(task.progress, change);
      task.movedAt = this.now();
    };
  }

  look({ accountId }: Pick<AccountActor, "accountId">, key: string): Readonly<TaskProgress> {
    this.forgetOld();
    return this.ofAccounts.get(accountId)?.get(key)?.progress ?? unknown;
  }

  /** How many tasks are remembered. */
  get size(): number {
    return [...this.ofAccounts.values()].reduce((sum, tasks) => sum + tasks.size, 0);
  }

  private forgetOld(): void {
    const since = this.now() - limits.remembered;
    for (const [accountId, tasks] of this.ofAccounts) {
      for (const [key, { movedAt }] of tasks) if (movedAt < since) tasks.delete(key);
      if (tasks.size === 0) this.ofAccounts.delete(accountId);
    }
  }
}

export const runningTasks = new RunningTasks();

/** What a page may call its task: a random key. */
const possibleKey = /^[\w-]{8,64}$/;

/** Begins a download under the key that the page's script has added to its URL; null without scripts. */
export function beginDownload(
  { url }: Pick<Request, "url">,
  actor: Pick<AccountActor, "accountId">,
  total?: number,
): Report | null {
  const key = new URL(url).searchParams.get(progressParam) ?? "";
  return possibleKey.test(key) ? runningTasks.begin(actor, key, total) : null;
}

/**
 * Carries out what reads an uploaded file, so that the page can show how far it is. For actions, around their command;
 * the form's idempotency key is known to the page before the file is sent.
 */
export async function showProgress<T>(
  actor: AccountActor,
  key: string,
  work: (onProgress: Report) => Promise<T>,
): Promise<T> {
  const report = runningTasks.begin(actor, key);
  let state: TaskProgress["state"] = "failed";
  try {
    const result = await work(report);
    state = "done";
    return result;
  } finally {
    report({ state });
  }
}
