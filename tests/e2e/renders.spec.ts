import { expect, type Page, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { connect } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { storeHeldRun } from "./held-run.ts";

const LINES = 20;
const EVENTS = 3_000;

const database = connect(
  required(connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL }), "the product's database"),
);
test.afterAll(() => database.end());

interface Counts {
  commits: number;
  frames: number;
}

/** Counts what React commits, as its developer tools would, and the frames in which it does. */
async function countCommits(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counts: Counts = { commits: 0, frames: 0 };
    const nothing = () => undefined;
    Object.assign(window, {
      commitCounts: counts,
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        ...{ supportsFiber: true, renderers: new Map(), inject: () => 1, checkDCE: nothing },
        ...{ onCommitFiberUnmount: nothing, onPostCommitFiberRoot: nothing },
        onCommitFiberRoot: () => {
          counts.commits += 1;
        },
      },
    });
    const frame = () => {
      counts.frames += 1;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** Lets a test speak for the server over the page's own socket. */
async function holdSocket(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const Native = window.WebSocket;
    window.WebSocket = class extends Native {
      constructor(...given: ConstructorParameters<typeof WebSocket>) {
        super(...given);
        if (String(given[0]).includes("socket.io")) Reflect.set(window, "liveSocket", this);
      }
    };
  });
}

/** Makes the page's own socket hear a thousand events a second, so many in each message. */
async function hearBurst(page: Page, runId: string, together: number, from = LINES): Promise<void> {
  await page.evaluate(
    ({ runId, from, events, together }) =>
      new Promise<void>((resolve) => {
        const socket: WebSocket = Reflect.get(window, "liveSocket");
        const startedAt = performance.now();
        let sent = 0;
        const eventOf = (seq: number) => {
          const at = new Date().toISOString();
          if (seq % 10 === 0) return { type: "progress", at, phase: "phase_3", current: seq, total: 10_000 };
          // Of two forms in turns: lines of one form would be folded to one row.
          const message = `Processing ${seq % 2 === 0 ? "date" : "session"} ${seq}`;
          return { ...{ type: "log", at, level: "info", logger: "app.batch" }, phase: "phase_3", message, count: 1 };
        };
        const timer = setInterval(() => {
          const due = Math.min(events, Math.floor(performance.now() - startedAt));
          for (; sent + together <= due; sent += together) {
            const seqs = Array.from({ length: together }, (_, index) => from + sent + index + 1);
            const frame = seqs.map((seq) => ({ runId, seq, ...eventOf(seq) }));
            const data = `42${JSON.stringify(["events", runId, frame])}`;
            socket.dispatchEvent(new MessageEvent("message", { data }));
          }
          if (sent < events) return;
          clearInterval(timer);
          resolve();
        }, 1);
      }),
    { runId, from, events: EVENTS, together },
  );
}

test("[LIVE8] a thousand events a second are at most one commit of the page per frame", async ({ page }) => {
  await countCommits(page);
  await holdSocket(page);
  const runId = await storeHeldRun(database, LINES);
  await page.goto(`/runs/${runId}`);
  await expect(page.locator('[data-sync="live"]')).toBeVisible();
  const counts = () => page.evaluate(() => structuredClone(Reflect.get(window, "commitCounts") as Counts));
  const before = await counts();
  await hearBurst(page, runId, 1);
  await expect(page.locator("[data-run]")).toHaveAttribute("data-seq", String(LINES + EVENTS));
  const after = await counts();
  const [commits, frames] = [after.commits - before.commits, after.frames - before.frames];
  expect(commits).toBeGreaterThan(0);
  // What is counted begins and ends between two frames.
  expect(commits).toBeLessThanOrEqual(frames + 1);
});

test("[LOG4] who follows a log of more lines than the page holds stays at the newest", async ({ page }) => {
  await holdSocket(page);
  const runId = await storeHeldRun(database, LINES);
  await page.goto(`/runs/${runId}`);
  await expect(page.locator('[data-sync="live"]')).toBeVisible();
  await hearBurst(page, runId, 100);
  await hearBurst(page, runId, 100, LINES + EVENTS);
  const last = LINES + 2 * EVENTS;
  await expect(page.locator("[data-run]")).toHaveAttribute("data-seq", String(last));
  // The last event is progress.
  await expect(page.getByRole("log").locator(`[data-seq="${last - 1}"]`)).toBeInViewport();
  await expect(page.getByRole("button", { name: /^Jump to latest/ })).toBeHidden();
});
