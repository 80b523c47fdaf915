import { AsyncLocalStorage } from "node:async_hooks";
import type { LogEntry } from "./pending-events.ts";

/** Where the entries logged while a run works go to. */
export type LogSink = (entry: LogEntry) => void;

/** The run in whose context code is running. */
export interface RunContext {
  readonly runId: string;
  /** The phase at work, null between phases. */
  phase: string | null;
  /** Null once the run has ended: what logs later belongs to no run. */
  sink: LogSink | null;
}

const storage = new AsyncLocalStorage<RunContext>();
let openSinks = 0;

/** The run of the calling code, undefined outside of runs. */
export function currentRun(): RunContext | undefined {
  return storage.getStore();
}

/** Number of runs whose sink is open in this process: those at work. */
export function openSinkCount(): number {
  return openSinks;
}

/** Runs `work` in a run's context; its sink is closed when `work` has ended, however it ended. */
export async function withRunScope<Value>(
  runId: string,
  sink: LogSink,
  work: (context: RunContext) => Promise<Value>,
): Promise<Value> {
  const context: RunContext = { runId, phase: null, sink };
  openSinks += 1;
  try {
    return await storage.run(context, () => work(context));
  } finally {
    context.sink = null;
    openSinks -= 1;
  }
}
