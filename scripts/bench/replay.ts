import { isDeepStrictEqual } from "node:util";
import { required } from "#lib/assert.ts";
import { fold } from "#lib/run/reduce.ts";
import { initialRunState, type RunState } from "#lib/run/state.ts";
import { openClient } from "#server/db/client.ts";
import { runEventsAfter } from "#server/queries/run-events.ts";
import { readRunState } from "#server/queries/run-state.ts";
import { startWriterProcess, type WriterProcess } from "./audience.ts";
import { type BenchRow, ratio, timed } from "./bench-row.ts";
import { storeOn, wireConnection } from "./folding-viewer.ts";
import { type ProductServer, startProductServer } from "./product-server.ts";
import type { Pace } from "./run-writer.ts";
import { openWireSocket } from "./wire-socket.ts";

const REPEATS = 15;
const LINES: Pace = { units: 100, unitMs: 0, entriesPerUnit: 1_000 };
const MISSED = [500, 2_000, 10_000];
/** While viewers come back the run goes on. */
const MEANWHILE: Pace = { units: 100, unitMs: 50, entriesPerUnit: 1 };
const BETWEEN_MS = 100;
const PAGE = 1_000;

interface Stage {
  readonly product: ProductServer;
  readonly writer: WriterProcess;
  readonly runId: string;
  readonly cookie: string;
}

/**
 * B5: a run with 100,000 log lines. What the server needs for its page and for the answer to `watch`, and how soon a
 * viewer who missed events has them all again while more come. Baseline: the same rows read with plain SQL.
 */
export async function replay(): Promise<BenchRow[]> {
  const product = await startProductServer();
  try {
    const writer = startWriterProcess(product);
    const [runId] = await writer.ask("start", { runs: 1 });
    const [cookie] = await product.signIn(1);
    const stage = { product, writer, runId: required(runId, "a run"), cookie: required(cookie, "a cookie") };
    await writer.ask("write", { runIds: [stage.runId], pace: LINES });
    const state = await storedState(stage);
    const rows = [...(await opened(stage)), ...(await pagedBack(stage, state.seq))];
    for (const missed of MISSED) rows.push(await caughtUp(stage, missed));
    return rows;
  } finally {
    await product.close();
  }
}

async function storedState({ product, runId }: Pick<Stage, "product" | "runId">): Promise<RunState> {
  return required(await readRunState(product.db, runId), "the run");
}

/** Durations of a question asked again and again, the first few times left out: nothing was planned or compiled yet. */
async function asked(question: () => Promise<unknown>): Promise<number[]> {
  const durations: number[] = [];
  for (let repeat = -3; repeat < REPEATS; repeat++) {
    const startedAt = performance.now();
    await question();
    if (repeat >= 0) durations.push(performance.now() - startedAt);
  }
  return durations;
}

/** What a page needs before it is of use: its own answer, where pages are built, or else the API's; then its watch. */
async function opened({ product, runId, cookie }: Stage): Promise<BenchRow[]> {
  const get = async (path: string) => {
    const response = await fetch(`${product.url}${path}`, { headers: { cookie } });
    await response.arrayBuffer();
    return response.status;
  };
  const socket = await openWireSocket(product.url, cookie);
  const watch = async () => {
    await socket.call("watch", { runId, frames: true });
    await socket.call("unwatch", { runId });
  };
  const isBuilt = (await get(`/runs/${runId}`)) === 200;
  const page = isBuilt ? [timed("run page, whole", await asked(() => get(`/runs/${runId}`)))] : [];
  const rows = [
    ...page,
    timed("run by the API", await asked(() => get(`/api/v1/runs/${runId}`))),
    timed("watch and unwatch, snapshot", await asked(watch)),
    timed("baseline: GET /healthz", await asked(() => get("/healthz"))),
  ];
  await socket.close();
  return rows;
}

/** All that was missed by the API, page after page; a script's way back, where a page takes the snapshot. */
async function pagedBack({ product, runId, cookie }: Stage, lastSeq: number): Promise<BenchRow[]> {
  const missed = Math.max(...MISSED);
  const readPages = async () => {
    for (let after = lastSeq - missed; after < lastSeq; ) {
      const url = `${product.url}/api/v1/runs/${runId}/events?after=${after}&limit=${PAGE}`;
      const { events } = (await (await fetch(url, { headers: { cookie } })).json()) as { events: { seq: number }[] };
      const isNext = events.every(({ seq }, index) => seq === after + 1 + index);
      if (events.length === 0 || !isNext) throw new Error(`the page after ${after} has a gap`);
      after += events.length;
    }
  };
  const sql = openClient(product.connection, { applicationName: "nonet bench", max: 1 });
  const readRows = () => sql`
    select * from run_events where run_id = ${runId} and seq > ${lastSeq - missed} and seq <= ${lastSeq} order by seq`;
  const pages = await asked(readPages);
  const baseline = await asked(readRows);
  await sql.end();
  return [
    timed(`${missed} events by the API, pages of ${PAGE}`, pages),
    timed(`baseline: ${missed} rows by plain SQL`, baseline),
    ratio("pages to plain SQL", pages, baseline),
  ];
}

/** A viewer at `missed` events before the last comes back, again and again, while the run goes on. */
async function caughtUp(stage: Stage, missed: number): Promise<BenchRow> {
  const past = await stateBefore(stage, missed);
  const writing = stage.writer.ask("write", { runIds: [stage.runId], pace: MEANWHILE });
  const viewers: Returned[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    viewers.push(await comeBack(stage, past));
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
  const [lastSeq] = await writing;
  const stored = await storedState(stage);
  for (const viewer of viewers) {
    await viewer.reached(required(lastSeq, "the last seq"));
    if (!isDeepStrictEqual(sent(viewer.state()), sent(stored))) throw new Error("a viewer's state is not the server's");
    await viewer.leave();
  }
  return timed(
    `back after ${missed} events, watch to caught up`,
    viewers.map(({ ms }) => ms),
  );
}

interface Returned {
  readonly ms: number;
  state(): RunState;
  reached(seq: number): Promise<void>;
  leave(): Promise<void>;
}

async function comeBack({ product, runId, cookie }: Stage, past: RunState): Promise<Returned> {
  const target = (await storedState({ product, runId })).seq;
  const socket = await openWireSocket(product.url, cookie);
  const store = storeOn(
    wireConnection(socket, () => undefined),
    past,
  );
  const reached = (seq: number) =>
    new Promise<void>((resolve) => {
      const look = () => store.view.getState().state.seq >= seq && resolve();
      store.view.subscribe(look);
      look();
    });
  const startedAt = performance.now();
  const stop = store.start();
  await reached(target);
  return {
    ms: performance.now() - startedAt,
    state: () => store.view.getState().state,
    reached,
    async leave() {
      stop();
      await socket.close();
    },
  };
}

/** What a viewer has that left so many events ago: all before, folded. */
async function stateBefore({ product, runId }: Stage, missed: number): Promise<RunState> {
  const { seq, kind, portfolio, createdAt } = await storedState({ product, runId });
  let state = initialRunState({ runId, kind, portfolio, createdAt });
  while (state.seq < seq - missed) {
    state = fold(state, await runEventsAfter(product.db, runId, state.seq, Math.min(PAGE, seq - missed - state.seq)));
  }
  return state;
}

/** As it travels: what is undefined is not there. */
function sent(state: RunState): unknown {
  return JSON.parse(JSON.stringify(state));
}
