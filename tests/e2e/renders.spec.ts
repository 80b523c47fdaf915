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

/** Makes the page's own socket hear a thousand events a second, each in a message of its own. */
async function hearBurst(page: Page, runId: string): Promise<void> {
  await page.evaluate(
    ({ runId, from, events }) =>
      new Promise<void>((resolve) => {
        const socket: WebSocket = Reflect.get(window, "liveSocket");
        const startedAt = performance.now();
        let sent = 0;
        const eventOf = (seq: number) => {
          const at = new Date().toISOString();
          if (seq % 10 === 0) return { type: "progress", at, phase: "phase_3", current: seq, total: 10_000 };
          const message = `Processing date ${seq}`;
          return { ...{ type: "log", at, level: "info", logger: "app.batch" }, phase: "phase_3", message, count: 1 };
        };
        const timer = setInterval(() => {
          const due = Math.min(events, Math.floor(performance.now() - startedAt));
          for (; sent < due; sent++) {
            const event = { runId, seq: from + sent + 1, ...eventOf(from + sent + 1) };
            const data = `42${JSON.stringify(["events", runId, [event]])}`;
            socket.dispatchEvent(new MessageEvent("message", { data }));
          }
          if (sent < events) return;
          clearInterval(timer);
          resolve();
        }, 1);
      }),
    { runId, from: LINES, events: EVENTS },
  );
}

test("[LIVE8] a thousand events a second are at most one commit of the page per frame", async ({ page }) => {
  await countCommits(page);
  await page.addInitScript(() => {
    const Native = window.WebSocket;
    window.WebSocket = class extends Native {
      constructor(...given: ConstructorParameters<typeof WebSocket>) {
        super(...given);
        if (String(given[0]).includes("socket.io")) Reflect.set(window, "liveSocket", this);
      }
    };
  });
  const runId = await storeHeldRun(database, LINES);
  await page.goto(`/runs/${runId}`);
  await expect(page.locator('[data-sync="live"]')).toBeVisible();
  const counts = () => page.evaluate(() => structuredClone(Reflect.get(window, "commitCounts") as Counts));
  const before = await counts();
  await hearBurst(page, runId);
  await expect(page.locator("[data-run]")).toHaveAttribute("data-seq", String(LINES + EVENTS));
  const after = await counts();
  const [commits, frames] = [after.commits - before.commits, after.frames - before.frames];
  expect(commits).toBeGreaterThan(0);
  expect(commits).toBeLessThanOrEqual(frames);
});
