import { type ReadTable, readTable, type TableTask } from "./read-table.ts";

let worker: Worker | null = null;
let last: Promise<unknown> = Promise.resolve();

/** As `readTable`, while the page goes on: in a worker, one file after the other; on the page itself where there is none. */
export function readTableAside(task: TableTask): Promise<ReadTable> {
  const read = last.then(() => answerOf(task));
  last = read;
  return read;
}

async function answerOf(task: TableTask): Promise<ReadTable> {
  try {
    worker ??= new Worker(new URL("./positions-worker.ts", import.meta.url), { type: "module" });
  } catch (error) {
    // A browser that starts no workers here.
    if (!(error instanceof DOMException)) throw error;
    return readTable(task);
  }
  const asked = worker;
  return new Promise((resolve) => {
    const done = new AbortController();
    const { signal } = done;
    asked.addEventListener(
      "message",
      ({ data }: MessageEvent<ReadTable>) => {
        done.abort();
        resolve(data);
      },
      { signal },
    );
    // Its script did not arrive, or it broke: then the page reads the file itself.
    asked.addEventListener(
      "error",
      () => {
        done.abort();
        worker = null;
        resolve(readTable(task));
      },
      { signal },
    );
    asked.postMessage(task);
  });
}
