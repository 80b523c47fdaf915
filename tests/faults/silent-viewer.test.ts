import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hasShownEnd, type LiveViewer, openLiveViewer } from "./fixtures/live-viewer.ts";
import { type ScriptedRun, startScriptedRun } from "./fixtures/scripted-run.ts";

const UNITS = 80;
const LINES = 60;
const LINE_LENGTH = 7_000;
const SILENT = 5;
const SENT_BYTES = UNITS * LINES * LINE_LENGTH;

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
  const viewer = openLiveViewer({ url: web.url, cookie, initial: await engine.stateOf(runId) });
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

test("[LIVE5] F5 viewers who read nothing cost neither the others nor memory, and come back by a snapshot", {
  timeout: 240_000,
  skip: process.platform !== "linux",
}, async () => {
  const reader = await open();
  const silent = await Promise.all(Array.from({ length: SILENT }, open));
  const snapshots = silent.map(({ socket }) => {
    const seen: number[] = [];
    socket.on("snapshot", ({ seq }) => seen.push(seq));
    return seen;
  });
  run.allow(1);
  await Promise.all(viewers.map((viewer) => viewer.when(({ state }) => state.logCounts.info > LINES)));
  const before = memory();
  for (const viewer of silent) underlying(viewer).pause();

  for (let unit = 2; unit <= UNITS; unit++) {
    run.allow(unit);
    await reader.when(({ state }) => state.logCounts.info > unit * LINES);
  }
  const grown = memory() - before;
  console.log(
    `F5: ${Math.round(SENT_BYTES / 1e6)} MB to each of ${SILENT} silent viewers, memory + ${Math.round(grown / 1e6)} MB`,
  );
  for (const viewer of silent) expect(viewer.view().state.seq).toBeLessThan(reader.view().state.seq);
  expect(grown).toBeLessThan((SILENT * SENT_BYTES) / 2);

  for (const viewer of silent) underlying(viewer).resume();
  run.allow(UNITS + 1);
  await Promise.all(viewers.map((viewer) => viewer.when(hasShownEnd)));
  const state = await run.engine.stateOf(run.runId);
  for (const viewer of viewers) expect(viewer.view().state).toEqual(state);
  for (const seen of snapshots) expect(seen.length).toBeGreaterThan(0);
});
