import type { Page } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { type BenchRow, ratio, timed } from "./bench-row.ts";
import type { PageStage } from "./page-stage.ts";
import { traced } from "./page-trace.ts";
import type { Pace } from "./run-writer.ts";

const REPEATS = 3;
const LINES: Pace = { units: 100, unitMs: 0, entriesPerUnit: 1_000 };
/** A unit is its entries and its progress, which is not said each time: somewhat more than 10,000 events. */
const MISSED: Pace = { units: 10, unitMs: 0, entriesPerUnit: 1_000 };

interface Opened {
  /** The page's first byte, and its first paint. */
  readonly byteMs: number;
  readonly paintMs: number;
  readonly lineMs: number;
  readonly pressMs: number;
}

/**
 * B5 in the browser: a run of 100,000 log lines, from the navigation to its first line and to a filter that answers, beside
 * what of that no page could spare; then 10,000 events that come while the page is offline, from the network's return to a
 * page that shows the last of them.
 */
export async function longLog(stage: PageStage): Promise<BenchRow[]> {
  const [started] = await stage.writer.ask("start", { runs: 1 });
  const runId = required(started, "a run");
  await stage.writer.ask("write", { runIds: [runId], pace: LINES });
  const opened: Opened[] = [];
  const bare: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    bare.push(await bareAnswer(stage));
    opened.push(await openedRun(stage, runId));
  }
  const presses = opened.map(({ pressMs }) => pressMs);
  const since = (name: string, of: (each: Opened) => number) =>
    timed(`100,000 lines: navigation to ${name}`, opened.map(of));
  return [
    since("first byte", ({ byteMs }) => byteMs),
    since("first paint", ({ paintMs }) => paintMs),
    since("first line", ({ lineMs }) => lineMs),
    timed("100,000 lines: navigation to a press answered", presses),
    timed("100,000 lines: of that, work of the page's processor", await workOfOpening(stage, runId)),
    timed("baseline: a bare answer in the same browser", bare),
    ratio("press answered to bare answer", presses, bare),
    timed(`back online after 10,000 events, page caught up`, await caughtUp(stage, runId)),
  ];
}

/** Navigation to the first frame of a page that is one word. */
async function bareAnswer({ context, product }: PageStage): Promise<number> {
  const page = await context.newPage();
  await page.goto(`${product.url}/healthz`);
  const ms = await page.evaluate(() => new Promise<number>((resolve) => requestAnimationFrame(resolve)));
  await page.close();
  return ms;
}

/** With an empty cache. */
async function openedRun(stage: PageStage, runId: string): Promise<Opened> {
  const page = await pressingPage(stage);
  const figures = await untilPressed(page, stage, runId);
  await page.close();
  return figures;
}

/** What the page's thread had of the processor until a press was answered; traced, so apart from what is timed. */
async function workOfOpening(stage: PageStage, runId: string): Promise<number[]> {
  const durations: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const page = await pressingPage(stage);
    await page.goto(`${stage.product.url}/healthz`);
    const { busyMs } = await traced(page, () => untilPressed(page, stage, runId));
    durations.push(busyMs);
    await page.close();
  }
  return durations;
}

/** A page without a cache that presses "Errors" each frame until it is seen to be pressed. */
async function pressingPage({ context }: PageStage): Promise<Page> {
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.addInitScript(() => {
    let lineMs = 0;
    const look = () => {
      if (lineMs === 0 && document.querySelector('[role="log"] [data-seq]')) lineMs = performance.now();
      const chips = [...document.querySelectorAll<HTMLElement>("fieldset button[aria-pressed]")];
      const errors = chips.find((chip) => chip.textContent?.startsWith("Errors"));
      if (errors?.getAttribute("aria-pressed") === "true") {
        const pressMs = performance.now();
        const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
        const [paint] = performance.getEntriesByName("first-paint");
        const [byteMs, paintMs] = [navigation?.responseStart, paint?.startTime];
        Object.assign(window, { benchOpened: { byteMs, paintMs, lineMs, pressMs } });
        return;
      }
      if (lineMs > 0) errors?.click();
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return page;
}

async function untilPressed(page: Page, { product }: PageStage, runId: string): Promise<Opened> {
  await page.goto(`${product.url}/runs/${runId}`);
  const opened = await page.waitForFunction(() => Reflect.get(window, "benchOpened") as Opened | undefined);
  return required(await opened.jsonValue(), "figures");
}

async function caughtUp({ context, product, writer }: PageStage, runId: string): Promise<number[]> {
  const page = await context.newPage();
  await page.goto(`${product.url}/runs/${runId}`);
  const durations: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    await page.locator('[data-sync="live"]').waitFor();
    await context.setOffline(true);
    await page.locator('[data-sync="offline"]').waitFor();
    const [lastSeq] = await writer.ask("write", { runIds: [runId], pace: MISSED });
    const waiting = await timeToSeq(page, required(lastSeq, "the last seq"));
    await context.setOffline(false);
    durations.push(await waiting());
  }
  await page.close();
  return durations;
}

/** From the browser's word that it is online to the frame after the page shows this seq. */
async function timeToSeq(page: Page, seq: number): Promise<() => Promise<number>> {
  const result = await page.evaluateHandle((wanted) => {
    const online = new Promise<number>((resolve) =>
      window.addEventListener("online", () => resolve(performance.now()), { once: true }),
    );
    const shown = new Promise<number>((resolve) => {
      const look = () => {
        const at = Number(document.querySelector("[data-run]")?.getAttribute("data-seq"));
        if (at >= wanted) resolve(performance.now());
        else requestAnimationFrame(look);
      };
      look();
    });
    return { ms: Promise.all([online, shown]).then(([from, to]) => to - from) };
  }, seq);
  return () => result.evaluate(({ ms }) => ms);
}
