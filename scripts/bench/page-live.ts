import type { Page } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { type BenchRow, ratio } from "./bench-row.ts";
import type { PageStage } from "./page-stage.ts";
import { type MainThread, NOTE, traced } from "./page-trace.ts";
import type { Pace } from "./run-writer.ts";

const REPEATS = 3;
const PACE: Pace = { units: 100, unitMs: 100, entriesPerUnit: 100 };
const IDLE_MS = 3_000;

interface Watched {
  readonly ms: number;
  readonly frames: number;
  /** Layout shift, all of it. */
  readonly shift: number;
  readonly thread: MainThread;
}

interface Played extends Watched {
  readonly events: number;
}

/**
 * B7: the run page while its run writes a thousand events a second. Frames as the page is given them; from a trace of the
 * browser React's commits in each frame, what the page's thread is at work on, and its tasks longer than 50 ms. Baseline: the
 * same page before, with nothing written.
 */
export async function liveFrames(stage: PageStage): Promise<BenchRow[]> {
  const [started] = await stage.writer.ask("start", { runs: 1 });
  const runId = required(started, "a run");
  const page = await stage.context.newPage();
  await page.addInitScript(countWork, NOTE);
  await page.goto(`${stage.product.url}/runs/${runId}`);
  await page.locator('[data-sync="live"]').waitFor();
  const idle: Watched[] = [];
  const played: Played[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    idle.push(await watched(page, () => page.waitForTimeout(IDLE_MS)));
    played.push(await playedOut(stage, page, runId));
  }
  await page.close();
  return rowsOf(idle, played);
}

async function playedOut({ writer }: PageStage, page: Page, runId: string): Promise<Played> {
  const before = await shownSeq(page);
  let last = before;
  const counted = await watched(page, async () => {
    const [seq] = await writer.ask("write", { runIds: [runId], pace: PACE });
    last = required(seq, "the last seq");
    await page.waitForFunction(
      (wanted) => Number(document.querySelector("[data-run]")?.getAttribute("data-seq")) >= wanted,
      last,
    );
  });
  return { ...counted, events: last - before };
}

async function shownSeq(page: Page): Promise<number> {
  return Number(await page.locator("[data-run]").getAttribute("data-seq"));
}

async function watched(page: Page, during: () => Promise<void>): Promise<Watched> {
  await page.evaluate(() => Reflect.get(window, "benchBegin")());
  const thread = await traced(page, during);
  const counted = await page.evaluate(() => Reflect.get(window, "benchTaken")() as Omit<Watched, "thread">);
  return { ...counted, thread };
}

/** Runs in the page before its own scripts. React tells its commits to whoever stands where its developer tools do. */
function countWork(note: string): void {
  let startedAt = 0;
  const none = { frames: 0, shift: 0 };
  let counts = { ...none };
  Object.assign(window, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      ...{ supportsFiber: true, renderers: new Map(), inject: () => 1, checkDCE() {} },
      ...{ onCommitFiberUnmount() {}, onPostCommitFiberRoot() {} },
      onCommitFiberRoot() {
        performance.mark(note);
        performance.clearMarks(note);
      },
    },
    benchBegin() {
      counts = { ...none };
      startedAt = performance.now();
    },
    benchTaken: () => ({ ...counts, ms: performance.now() - startedAt }),
  });
  const frame = () => {
    counts.frames += 1;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) counts.shift += Number(Reflect.get(entry, "value"));
  }).observe({ type: "layout-shift" });
}

function rowsOf(idle: readonly Watched[], played: readonly Played[]): BenchRow[] {
  const perSecond = (figures: readonly Watched[]) => figures.map(({ frames, ms }) => (1000 * frames) / ms);
  const count = (name: string, unit: string, of: (each: Played) => number) => ({
    ...{ name: `run page, live: ${name}`, unit, values: played.map(of) },
  });
  const share = (name: string, of: (thread: MainThread) => number) =>
    count(`${name}, of the page's thread`, "share", ({ thread }) => of(thread) / thread.ms);
  const crowded = ({ notesOfFrames }: MainThread) => notesOfFrames.filter((commits) => commits > 1).length;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return [
    count("events a second", "events", ({ events, ms }) => (1000 * events) / ms),
    count("frames a second", "frames", ({ frames, ms }) => (1000 * frames) / ms),
    { name: "baseline: frames a second, nothing written", unit: "frames", values: perSecond(idle) },
    ratio("frames to baseline", perSecond(played), perSecond(idle)),
    count(
      "React commits a frame",
      "commits",
      ({ thread: { notesOfFrames } }) => sum(notesOfFrames) / notesOfFrames.length,
    ),
    count("frames with more than one commit", "share", ({ thread }) => crowded(thread) / thread.notesOfFrames.length),
    share("scripting", ({ scriptingMs }) => scriptingMs),
    share("style and layout", ({ layoutMs }) => layoutMs),
    share("painting", ({ paintingMs }) => paintingMs),
    share("all work", ({ busyMs }) => busyMs),
    {
      ...{ name: "baseline: all work, nothing written", unit: "share" },
      values: idle.map(({ thread: { busyMs, ms } }) => busyMs / ms),
    },
    count("tasks over 50 ms, in a second", "tasks", ({ thread: { longTasks, ms } }) => (1000 * longTasks) / ms),
    count("of them, over 50 ms of the processor", "tasks", ({ thread }) => (1000 * thread.longBusyTasks) / thread.ms),
    count("longest task", "ms", ({ thread }) => thread.longestMs),
    count("longest task, of the processor", "ms", ({ thread }) => thread.longestBusyMs),
    {
      ...{ name: "baseline: longest task, nothing written", unit: "ms" },
      values: idle.map(({ thread }) => thread.longestMs),
    },
    count("layout shift", "CLS", ({ shift }) => shift),
  ];
}
