import { afterEach, beforeEach, expect, test } from "vitest";
import { hasShownEnd, type LiveViewer, openLiveViewer } from "./fixtures/live-viewer.ts";
import { expectSound } from "./fixtures/run-rows.ts";
import { type ScriptedRun, startScriptedRun } from "./fixtures/scripted-run.ts";

const LINES = 250;

let run: ScriptedRun;
const viewers: LiveViewer[] = [];

beforeEach(async () => {
  run = await startScriptedRun({ units: 16, linesPerUnit: LINES });
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

const hasShown = (lines: number) => (view: ReturnType<LiveViewer["view"]>) => view.state.logCounts.info > lines;

test("[EVT3] F4 offline, asleep or on a second tab: the same state as a viewer who never left", {
  timeout: 120_000,
}, async () => {
  const stayed = await open();
  const [offline, asleep, farAway] = [await open(), await open(), await open()];
  run.allow(1);
  await Promise.all(viewers.map((viewer) => viewer.when(hasShown(LINES))));

  offline.socket.disconnect();
  farAway.socket.disconnect();
  asleep.hide();
  run.allow(6);
  await stayed.when(hasShown(6 * LINES));
  const secondTab = await open();
  expect(offline.view().state.seq).toBeLessThan(stayed.view().state.seq - 1_000);
  expect(offline.view().sync.kind).toBe("reconnecting");
  expect(asleep.view().state.seq).toBeLessThan(stayed.view().state.seq - 1_000);
  offline.socket.connect();
  asleep.show();
  await Promise.all([offline, asleep, secondTab].map((viewer) => viewer.when(hasShown(6 * LINES))));
  expect(offline.view().state).toEqual(stayed.view().state);
  expect(asleep.view().state).toEqual(stayed.view().state);
  expect(asleep.lineSeqs()).toEqual(stayed.lineSeqs());

  run.allow(15);
  await stayed.when(hasShown(15 * LINES));
  farAway.socket.connect();
  await farAway.when(hasShown(15 * LINES));
  run.allow(16);
  await Promise.all(viewers.map((viewer) => viewer.when(hasShownEnd)));

  const events = await expectSound(run.engine.database.db, run.runId);
  const state = await run.engine.stateOf(run.runId);
  const lines = events.filter(({ type }) => type === "log").map(({ seq }) => seq);
  for (const viewer of viewers) expect(viewer.view().state).toEqual(state);
  for (const viewer of [stayed, offline, asleep]) expect(viewer.lineSeqs()).toEqual(lines);
  // Those who came too late for every event have the newest lines without a gap.
  for (const viewer of [secondTab, farAway]) expect(lines.slice(-viewer.lineSeqs().length)).toEqual(viewer.lineSeqs());
});
