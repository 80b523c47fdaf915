import type { Page } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { type BenchRow, ratio, timed } from "./bench-row.ts";
import type { PageStage } from "./page-stage.ts";
import type { Pace } from "./run-writer.ts";

const REPEATS = 3;
const LINES: Pace = { units: 100, unitMs: 0, entriesPerUnit: 1_000 };
/** A unit is its entries and its progress, which is not said each time: somewhat more than 10,000 events. */
const MISSED: Pace = { units: 10, unitMs: 0, entriesPerUnit: 1_000 };

interface Opened {
  readonly lineMs: number;
  readonly pressMs: number;
}

/**
 * B5 in the browser: a run of 100,000 log lines, from the navigation to its first line and to a filter that answers; then
 * 10,000 events that come while the page is offline, from the network's return to a page that shows the last of them.
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
  return [
    timed(
      "100,000 lines: navigation to first line",
      opened.map(({ lineMs }) => lineMs),
    ),
    timed("100,000 lines: navigation to a press answered", presses),
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

/** With an empty cache. Presses "Errors" each frame until it is seen to be pressed. */
async function openedRun({ context, product }: PageStage, runId: string): Promise<Opened> {
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
        Object.assign(window, { benchOpened: { lineMs, pressMs: performance.now() } });
        return;
      }
      if (lineMs > 0) errors?.click();
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(`${product.url}/runs/${runId}`);
  const opened = await page.waitForFunction(() => Reflect.get(window, "benchOpened") as Opened | undefined);
  const figures = required(await opened.jsonValue(), "figures");
  await page.close();
  return figures;
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
