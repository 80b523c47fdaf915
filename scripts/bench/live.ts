import { quantile } from "simple-statistics";
import { type AnnouncementEcho, startAnnouncementEcho } from "./announcement-echo.ts";
import {
  openSockets,
  startViewerProcesses,
  startWriterProcess,
  type ViewerProcess,
  type WriterProcess,
} from "./audience.ts";
import type { Bare, BareKind } from "./bare-server.ts";
import { type BenchRow, ratio, timed } from "./bench-row.ts";
import { quantileOf } from "./latencies.ts";
import { mostSockets } from "./open-files.ts";
import type { meter } from "./process-meter.ts";
import { type ProductServer, startProductServer } from "./product-server.ts";
import { forkProcess, type RemoteProcess } from "./remote-process.ts";
import type { Pace } from "./run-writer.ts";
import type { Audience } from "./viewers.ts";

const RUNS = 20;
const VIEWERS_PER_RUN = 100;
/** Of each run's viewers in each process, those that keep it in the browser's store. */
const FOLDING = 5;
const REPEATS = 3;
const PROCESSES = 2;

/** A run as it is usually written, and one that writes as much as it can show. */
const PACES: Record<string, Pace> = {
  usual: { units: 30, unitMs: 200, entriesPerUnit: 1 },
  high: { units: 60, unitMs: 100, entriesPerUnit: 9 },
};

interface Stage {
  readonly product: ProductServer;
  readonly writer: WriterProcess;
  readonly processes: readonly ViewerProcess[];
  readonly bare: Readonly<Record<BareKind, RemoteProcess<Bare>>>;
  readonly runIds: readonly string[];
  /** The seq each run has come to. */
  seqs: readonly number[];
  readonly viewersPerRun: number;
  readonly echo: AnnouncementEcho;
}

interface Played {
  readonly events: number;
  /** Events that reached a viewer, in a second of the server's own time. */
  readonly perCpuSecond: number;
  readonly p50: number;
  readonly p95: number;
  /** Of an announcement there and back meanwhile. */
  readonly echo50: number;
  readonly echo95: number;
}

/**
 * B4: runs with many viewers each. From the event to the browser's store, and what a delivery costs the web process; the
 * same frames, in the same order and at the same pace, by a bare socket.io and a bare ws server in the same run.
 */
export async function live(): Promise<BenchRow[]> {
  const product = await startProductServer();
  try {
    const stage = await setStage(product);
    const rows: BenchRow[] = [];
    for (const [name, pace] of Object.entries(PACES)) rows.push(...(await measurePace(stage, name, pace)));
    return rows;
  } finally {
    await product.close();
  }
}

async function setStage(product: ProductServer): Promise<Stage> {
  const viewersPerRun = Math.min(VIEWERS_PER_RUN, Math.floor(mostSockets() / RUNS / 3) * PROCESSES);
  const writer = startWriterProcess(product);
  const processes = startViewerProcesses(product, PROCESSES);
  const bare = { "socket.io": startBare(product), ws: startBare(product) };
  const runIds = await writer.ask("start", { runs: RUNS });
  const cookies = await product.signIn(RUNS * viewersPerRun);
  await openSockets(processes, "product", product.url, cookies);
  await watchAll(processes, "product", runIds);
  for (const kind of ["socket.io", "ws"] as const) {
    const url = await bare[kind].ask("listen", { kind });
    await openSockets(processes, kind, url, cookies);
    await watchAll(processes, kind, runIds);
  }
  const echo = await startAnnouncementEcho(product.connection);
  product.addedLater("announcements", echo.stop);
  return { product, writer, processes, bare, runIds, viewersPerRun, echo, seqs: runIds.map(() => 2) };
}

function startBare(product: ProductServer): RemoteProcess<Bare> {
  const server = forkProcess<Bare>(new URL("bare-server.ts", import.meta.url));
  product.addedLater("bare server", server.end);
  return server;
}

async function watchAll(processes: readonly ViewerProcess[], audience: Audience, runIds: readonly string[]) {
  const folding = audience === "product" ? FOLDING : 0;
  await Promise.all(
    processes.map((process, index) =>
      process.ask("watch", { audience, runIds, folding, recording: audience === "product" && index === 0 }),
    ),
  );
}

async function measurePace(stage: Stage, name: string, pace: Pace): Promise<BenchRow[]> {
  const repeats: Record<Audience, Played>[] = [];
  let written = 0;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const product = await play(stage, "product", stage.product.web, () => write(stage, pace));
    const [frames] = await Promise.all(stage.processes.map((process) => process.ask("frames", null)));
    const again = (kind: BareKind) =>
      play(stage, kind, stage.bare[kind], async () => {
        await stage.bare[kind].ask("play", { frames: frames ?? [] });
        return product.events;
      });
    repeats.push({ product, "socket.io": await again("socket.io"), ws: await again("ws") });
    written = (1000 * product.events) / (pace.units * pace.unitMs);
  }
  return rowsOf(`${name} (${Math.round(written)} events/s)`, repeats);
}

/** Has all runs write; answers with the number of events. */
async function write(stage: Stage, pace: Pace): Promise<number> {
  const before = stage.seqs;
  stage.seqs = await stage.writer.ask("write", { runIds: stage.runIds, pace });
  return stage.seqs.reduce((sum, seq, run) => sum + seq - (before[run] ?? 0), 0);
}

/** Has a server send events until every viewer has all of them. */
async function play(
  { processes, viewersPerRun, echo }: Stage,
  audience: Audience,
  server: RemoteProcess<typeof meter>,
  send: () => Promise<number>,
): Promise<Played> {
  await Promise.all(processes.map((process) => process.ask("begin", { audience })));
  const before = await server.ask("measure", { collect: false });
  echo.take();
  const events = await send();
  const each = (events * viewersPerRun) / processes.length;
  await Promise.all(processes.map((process) => process.ask("received", { audience, events: each })));
  const after = await server.ask("measure", { collect: false });
  const echoes = echo.take();
  const counted = await Promise.all(processes.map((process) => process.ask("latencies", { audience })));
  const perCpuSecond = (1000 * events * viewersPerRun) / (after.cpuMs - before.cpuMs);
  const [echo50, echo95] = [quantile(echoes, 0.5), quantile(echoes, 0.95)];
  return { events, perCpuSecond, p50: quantileOf(counted, 0.5), p95: quantileOf(counted, 0.95), echo50, echo95 };
}

function rowsOf(pace: string, repeats: readonly Record<Audience, Played>[]): BenchRow[] {
  const of = (audience: Audience, figure: keyof Played) => repeats.map((repeat) => repeat[audience][figure]);
  const perCpu = (audience: Audience) => of(audience, "perCpuSecond");
  const fanOut = (audience: Audience, server: string) => ({
    ...{ name: `${pace}: deliveries per CPU-second, ${server}`, unit: "events", values: perCpu(audience) },
  });
  return [
    timed(`${pace}: emit to store, p50`, of("product", "p50")),
    timed(`${pace}: emit to store, p95`, of("product", "p95")),
    timed(`${pace}: baseline, one NOTIFY meanwhile, p50`, of("product", "echo50")),
    timed(`${pace}: baseline, one NOTIFY meanwhile, p95`, of("product", "echo95")),
    timed(`${pace}: bare socket.io, send to arrival, p95`, of("socket.io", "p95")),
    timed(`${pace}: bare ws, send to arrival, p95`, of("ws", "p95")),
    fanOut("product", "web process"),
    fanOut("socket.io", "bare socket.io"),
    fanOut("ws", "bare ws"),
    ratio(`${pace}: web process to bare socket.io`, perCpu("product"), perCpu("socket.io")),
    ratio(`${pace}: web process to bare ws`, perCpu("product"), perCpu("ws")),
  ];
}
