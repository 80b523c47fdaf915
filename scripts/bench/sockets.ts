import { sql } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import {
  openSockets,
  startViewerProcesses,
  startWriterProcess,
  type ViewerProcess,
  type WriterProcess,
} from "./audience.ts";
import type { Bare } from "./bare-server.ts";
import { type BenchRow, ratio } from "./bench-row.ts";
import { mostSockets } from "./open-files.ts";
import type { Measured, meter } from "./process-meter.ts";
import { type ProductServer, startProductServer, WEB_USER } from "./product-server.ts";
import { forkProcess, type RemoteProcess } from "./remote-process.ts";
import type { Pace } from "./run-writer.ts";
import type { Audience } from "./viewers.ts";

const VIEWERS = 5_000;
const A_FEW = 200;
const RUNS = 20;
const PROCESSES = 2;
/** Beside those who watch one run. */
const AUDIENCES = [1, 100, 1_000];
const PACE: Pace = { units: 200, unitMs: 40, entriesPerUnit: 1 };

interface Stage {
  readonly product: ProductServer;
  readonly writer: WriterProcess;
  readonly processes: readonly ViewerProcess[];
}

/**
 * B8: idle viewers, each signed in for itself and watching a run, in one web process beside as many in a bare socket.io
 * server; and the database statements an event costs that process, however many watch its run.
 */
export async function sockets(): Promise<BenchRow[]> {
  const product = await startProductServer();
  try {
    const processes = startViewerProcesses(product, PROCESSES);
    const stage = { product, processes, writer: startWriterProcess(product) };
    const rows = await idleMemory(stage);
    for (const viewers of AUDIENCES) rows.push(...(await statementsPerEvent(stage, viewers)));
    return rows;
  } finally {
    await product.close();
  }
}

async function idleMemory({ product, processes, writer }: Stage): Promise<BenchRow[]> {
  const count = Math.min(VIEWERS, Math.floor(mostSockets()));
  const runIds = await writer.ask("start", { runs: RUNS });
  const cookies = await product.signIn(count);
  const crowd = (audience: Audience, url: string) => async (viewers: number) => {
    await gather(processes, audience, url, cookies.slice(0, viewers), runIds);
    return () => Promise.all(processes.map((process) => process.ask("close", { audience })));
  };
  const grown = await growth(product.web, count, crowd("product", product.url));
  const server = forkProcess<Bare>(new URL("bare-server.ts", import.meta.url), { execArgv: ["--expose-gc"] });
  product.addedLater("bare server", server.end);
  const url = await server.ask("listen", { kind: "socket.io" });
  const bare = await growth(server, count, crowd("socket.io", url));
  const each = (name: string, bytes: number): BenchRow => ({ name, unit: "kB", values: [bytes / count / 1000] });
  return [
    { name: "idle viewers at once", unit: "sockets", values: [count] },
    each("resident memory per viewer, web process", grown.rssBytes),
    each("resident memory per viewer, bare socket.io", bare.rssBytes),
    each("heap and buffers per viewer, web process", grown.heldBytes),
    each("heap and buffers per viewer, bare socket.io", bare.heldBytes),
    ratio("heap and buffers, web process to bare socket.io", [grown.heldBytes], [bare.heldBytes]),
  ];
}

/** What a server's memory grows by with so many viewers, once it has seen a few; garbage collected before and after. */
async function growth(
  server: RemoteProcess<typeof meter>,
  viewers: number,
  crowd: (viewers: number) => Promise<() => Promise<unknown>>,
): Promise<Pick<Measured, "rssBytes" | "heldBytes">> {
  await (await crowd(A_FEW))();
  const before = await server.ask("measure", { collect: true });
  const disperse = await crowd(viewers);
  const after = await server.ask("measure", { collect: true });
  await disperse();
  return { rssBytes: after.rssBytes - before.rssBytes, heldBytes: after.heldBytes - before.heldBytes };
}

async function gather(
  processes: readonly ViewerProcess[],
  audience: Audience,
  url: string,
  cookies: readonly string[],
  runIds: readonly string[],
): Promise<void> {
  await openSockets(processes, audience, url, cookies);
  const watch = { audience, runIds, folding: 0, recording: false };
  await Promise.all(processes.map((process) => process.ask("watch", watch)));
}

async function statementsPerEvent({ product, writer, processes }: Stage, viewers: number): Promise<BenchRow[]> {
  const crowd = processes.slice(0, viewers);
  const runIds = await writer.ask("start", { runs: 1 });
  await gather(crowd, "product", product.url, await product.signIn(viewers), runIds);
  const { db } = product;
  await db.execute(sql`select pg_stat_statements_reset()`);
  const [lastSeq] = await writer.ask("write", { runIds, pace: PACE });
  const [calls] = await db.execute<{ events: number; others: number }>(sql`
    select
      coalesce(sum(calls) filter (where query like '%"run_events"%'), 0)::int as events,
      coalesce(sum(calls) filter (where query not like '%"run_events"%'), 0)::int as others
    from pg_stat_statements s join pg_roles r on r.oid = s.userid where r.rolname = ${WEB_USER}`);
  await Promise.all(crowd.map((process) => process.ask("close", { audience: "product" })));
  const { events, others } = required(calls, "counted statements");
  const seconds = (PACE.units * PACE.unitMs) / 1000;
  const written = required(lastSeq, "the last seq") - BEFORE;
  const name = `${viewers} ${viewers === 1 ? "viewer" : "viewers"}`;
  return [
    { name: `statements per event, ${name}`, unit: "reads", values: [events / written] },
    { name: `statements per commit, ${name}`, unit: "reads", values: [events / PACE.units] },
    { name: `other statements of the web process, ${name}`, unit: "per s", values: [others / seconds] },
  ];
}

/** A run just started has its run-start and a phase-start. */
const BEFORE = 2;
