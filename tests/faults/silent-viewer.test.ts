import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hasShownEnd, type LiveViewer, openLiveViewer } from "./fixtures/live-viewer.ts";
import { type ScriptedRun, startScriptedRun } from "./fixtures/scripted-run.ts";

const UNITS = 120;
const LINES = 60;
const LINE_LENGTH = 7_000;
const SILENT = 10;
/** Units that everybody reads. */
const READ = 20;
const FRAME_BYTES = LINES * LINE_LENGTH;
const SENT_BYTES = (UNITS - READ) * FRAME_BYTES;
/** What a viewer may leave unread, and the frame that passes it. */
const HELD_BYTES = 1_048_576 + FRAME_BYTES;
/** What a process that frees memory in its own time has grown by, however few are silent, and half as much again. */
const SLACK_BYTES = 96e6;

let run: ScriptedRun;
const viewers: LiveViewer[] = [];

beforeEach(async () => {
  run = await startScriptedRun({ units: UNITS + 1, linesPerUnit: LINES, lineLength: LINE_LENGTH });
}, 60_000);
afterEach(async () => {
  for (const viewer of viewers.splice(0)) viewer.leave();
  await run.close();
}, 60_000);

async function open(): Promise<LiveViewer> {
  const { web, cookie, runId, engine } = run;
  const viewer = openLiveViewer({ url: web.url, cookie, initial: await engine.stateOf(runId), keepsLine: true });
  viewers.push(viewer);
  return viewer;
}

/** The socket below: what is not read there fills the kernel's buffers, and then the server's. */
function underlying({ socket }: LiveViewer): { pause(): void; resume(): void } {
  return Reflect.get(socket.io.engine.transport, "ws");
}

/** Resident memory of the web process, in bytes. */
function memory(): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${run.web.child.pid}/status`, "utf8"))!;
  return Number(kilobytes) * 1_024;
}

/** Lets the writer go on, unit by unit; resolves to the median time from a unit to its last line at the reader, in ms. */
async function paced(reader: LiveViewer, from: number, to: number): Promise<number> {
  const times: number[] = [];
  for (let unit = from; unit <= to; unit++) {
    const since = performance.now();
    run.allow(unit);
    await reader.when(({ state }) => state.logCounts.info > unit * LINES);
    times.push(performance.now() - since);
  }
  return times.toSorted((a, b) => a - b)[times.length >> 1]!;
}

test("[LIVE5] F5 viewers who read nothing cost neither the others nor memory, and come back by a snapshot", {
  timeout: 240_000,
  skip: process.platform !== "linux",
}, async () => {
  const reader = await open();
  const silent = await Promise.all(Array.from({ length: SILENT }, open));
  // A snapshot comes by itself or as the answer to a question: what tells it is that the missed events do not come.
  const eventsSent = silent.map(({ socket }) => {
    const seen: number[] = [];
    socket.on("events", (_, events) => seen.push(events.length));
    return () => seen.reduce((sum, count) => sum + count, 0);
  });
  const withAll = await paced(reader, 1, READ);
  await Promise.all(viewers.map((viewer) => viewer.when(({ state }) => state.logCounts.info > READ * LINES)));
  const before = memory();
  const eventsBefore = eventsSent.map((sent) => sent());
  for (const viewer of silent) underlying(viewer).pause();

  const withSilent = await paced(reader, READ + 1, UNITS);
  const grown = memory() - before;
  const sent = `${Math.round(SENT_BYTES / 1e6)} MB to each of ${SILENT} silent viewers`;
  const times = `${Math.round(withAll)} ms to the reader with all, ${Math.round(withSilent)} ms with the silent ones`;
  console.log(`F5: ${sent}, memory + ${Math.round(grown / 1e6)} MB; ${times}`);
  for (const viewer of silent) expect(viewer.view().state.seq).toBeLessThan(reader.view().state.seq);
  expect(grown).toBeLessThan(SILENT * HELD_BYTES + SLACK_BYTES);
  // By what it took before, on this machine as it is now.
  expect(withSilent).toBeLessThan(2 * withAll + 250);

  for (const viewer of silent) underlying(viewer).resume();
  run.allow(UNITS + 1);
  await Promise.all(viewers.map((viewer) => viewer.when(hasShownEnd)));
  const state = await run.engine.stateOf(run.runId);
  for (const viewer of viewers) expect(viewer.view().state).toEqual(state);
  for (const [i, sent] of eventsSent.entries())
    expect(sent() - (eventsBefore[i] ?? 0)).toBeLessThan(((UNITS - READ) * LINES) / 2);
});
