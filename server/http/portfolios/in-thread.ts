import { once } from "node:events";
import { Worker } from "node:worker_threads";

const THREAD_LIMITS = { maxOldGenerationSizeMb: 512 };

let last: Promise<unknown> = Promise.resolve();

/** What a thread's script makes of `workerData`, and sends as its one message: one thread after the other. */
export async function inThread<Result>(script: URL, workerData: unknown): Promise<Result> {
  const read = last.then(() => messageOf(script, workerData));
  // Whoever asked is told of a failure; the next one is read all the same.
  last = read.catch(() => undefined);
  return (await read) as Result;
}

async function messageOf(script: URL, workerData: unknown): Promise<unknown> {
  const thread = new Worker(script, { workerData, resourceLimits: THREAD_LIMITS });
  const [message] = await once(thread, "message");
  return message;
}
