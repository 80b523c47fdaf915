import { isDeepStrictEqual } from "node:util";
import { required } from "#lib/assert.ts";
import type { RunState } from "#lib/run/state.ts";
import type { RunStore } from "#lib/run-store/run-store.ts";
import { openClient } from "#server/db/client.ts";
import { readRunState } from "#server/queries/run-state.ts";
import { startWriterProcess, type WriterProcess } from "./audience.ts";
import { type BenchRow, ratio, timed } from "./bench-row.ts";
import { storeOn, wireConnection } from "./folding-viewer.ts";
import { type ProductServer, startProductServer } from "./product-server.ts";
import type { Pace } from "./run-writer.ts";
import { openWireSocket, type WireSocket } from "./wire-socket.ts";

const REPEATS = 15;
const LINES: Pace = { units: 100, unitMs: 0, entriesPerUnit: 1_000 };
/** While viewers come back the run goes on. */
const MEANWHILE: Pace = { units: 40, unitMs: 50, entriesPerUnit: 1 };
const MISSED = [500, 2_000, 10_000];
const PAGE = 1_000;

interface Stage {
  readonly product: ProductServer;
  readonly writer: WriterProcess;
  readonly runId: string;
  readonly cookie: string;
}

/**
 * B5: a run with 100,000 log lines. What the server needs for its page and for the answer to `watch`, and how soon a
 * viewer who missed events has them all again, while more come. Baseline: the same rows read with plain SQL.
 */
export async function replay(): Promise<BenchRow[]> {
  const product = await startProductServer();
  try {
    const writer = startWriterProcess(product);
    const [runId] = await writer.ask("start", { runs: 1 });
    const [cookie] = await product.signIn(1);
    const stage = { product, writer, runId: required(runId, "a run"), cookie: required(cookie, "a cookie") };
    const [lastSeq] = await writer.ask("write", { runIds: [stage.runId], pace: LINES });
    return [...(await opened(stage)), ...(await caughtUp(stage, required(lastSeq, "a seq")))];
  } finally {
    await product.close();
  }
}
