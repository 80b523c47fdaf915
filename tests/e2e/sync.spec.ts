import { expect, type Page, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { connect } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { storeMoreLines } from "#tests/fixtures/long-log.ts";
import { expectAccessible } from "./accessible.ts";
import { storeHeldRun } from "./held-run.ts";
import { createHoldingProxy } from "./holding-proxy.ts";
import { inviteUser } from "./people.ts";
import { onboardSample } from "./portfolios.ts";
import { withWorkersPaused } from "./workers.ts";

const LINES = 20;

const database = connect(
  required(connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL }), "the product's database"),
);
test.afterAll(() => database.end());

const address = () => required(process.env.NONET_URL, "the product's address");
const badge = (page: Page) => page.locator("[data-sync]");
const isIn = (page: Page, sync: string) => expect(badge(page)).toHaveAttribute("data-sync", sync);
/** The overall status turns while the run is known to be at work. */
const turns = (page: Page) =>
  page
    .getByRole("img", { name: "Running" })
    .first()
    .locator("svg")
    .evaluate((icon) => getComputedStyle(icon).animationName !== "none");

const cancelOf = (page: Page) => page.getByRole("button", { name: "Cancel", exact: true });

async function openRunning(page: Page, base = ""): Promise<string> {
  const runId = await storeHeldRun(database, LINES);
  await page.goto(`${base}/runs/${runId}`);
  await isIn(page, "live");
  return runId;
}

test("[LIVE6] without a network the page says so, nothing on it moves, and what was missed comes after", async ({
  page,
  context,
}) => {
  const runId = await openRunning(page);
  expect(await turns(page)).toBe(true);
  await context.setOffline(true);
  await isIn(page, "offline");
  expect(await turns(page)).toBe(false);
  await expect(page.getByText(/^as of \d\d:\d\d:\d\d UTC/)).toBeVisible();
  await expect(page).toHaveTitle(/^Offline · /);
  await expect(cancelOf(page)).toHaveAttribute("aria-disabled", "true");
  await storeMoreLines(database, runId, 30);
  await expect(badge(page)).toContainText(/^Offline since \d\d:\d\d:\d\d/);
  await expect(page.getByRole("status").filter({ hasText: "Offline since" })).toBeAttached();
  await expect(page.locator("[data-run]")).toHaveAttribute("data-seq", String(LINES));
  await expectAccessible(page, "an offline run");
  await context.setOffline(false);
  await isIn(page, "live");
  await expect(page.locator("[data-run]")).toHaveAttribute("data-seq", String(LINES + 30));
  expect(await turns(page)).toBe(true);
});

test("[LIVE6] a server that stands still is not live, though its line is open", async ({ page }) => {
  await openRunning(page);
  const server = Number(required(process.env.NONET_PID, "the product's process id"));
  process.kill(server, "SIGSTOP");
  try {
    await isIn(page, "silent");
    await expect(badge(page)).toContainText(/^No word since \d\d:\d\d:\d\d/);
    expect(await turns(page)).toBe(false);
    await isIn(page, "offline");
  } finally {
    process.kill(server, "SIGCONT");
  }
  await isIn(page, "live");
});

test("[LIVE6] a line that goes dead without closing is found out and replaced; nothing is lost over it", async ({
  page,
}) => {
  const proxy = await createHoldingProxy(address());
  const runId = await openRunning(page, proxy.url);
  proxy.hold();
  await storeMoreLines(database, runId, 5);
  await isIn(page, "silent");
  await isIn(page, "offline");
  await expect(page.locator("[data-run]")).toHaveAttribute("data-seq", String(LINES));
  proxy.release();
  await isIn(page, "live");
  await expect(page.locator("[data-run]")).toHaveAttribute("data-seq", String(LINES + 5));
  await page.close();
  await proxy.close();
});

test("[LIVE6] what the server sends late is shown as late, until it is on time again", async ({ page }) => {
  const proxy = await createHoldingProxy(address());
  const runId = await openRunning(page, proxy.url);
  proxy.delay(3_500);
  await isIn(page, "delayed");
  await expect(badge(page)).toContainText(/^Delayed · [34]\.\ds/);
  expect(await turns(page)).toBe(false);
  await storeMoreLines(database, runId, 5);
  await expect(page.locator("[data-run]")).toHaveAttribute("data-seq", String(LINES + 5));
  proxy.delay(0);
  await isIn(page, "live");
  await page.close();
  await proxy.close();
});

test("[LIVE2] a session that is over is said, and signing in elsewhere or here leads back to the run", async ({
  page,
  browser,
}) => {
  const context = await inviteUser(page, browser, "syncs@example.com");
  const view = await context.newPage();
  await withWorkersPaused(async () => {
    const { runId } = await onboardSample(context.request);
    const signIn = () =>
      context.request.post("/api/auth/sign-in/email", {
        data: { email: "syncs@example.com", password: "a second correct horse" },
        headers: { origin: address() },
      });
    const signOut = async () => {
      const answer = await context.request.post("/api/auth/sign-out", { data: {}, headers: { origin: address() } });
      expect(answer.ok(), await answer.text()).toBe(true);
    };
    await view.goto(`/runs/${runId}?open=phase_1`);
    await isIn(view, "live");
    await signOut();
    await isIn(view, "refused");
    await expect(view.getByRole("alert").filter({ hasText: "Your session is over" })).toBeVisible();
    await expect(view).toHaveTitle(/^Not connected · /);
    await expect(cancelOf(view)).toHaveAttribute("aria-disabled", "true");
    expect((await signIn()).ok()).toBe(true);
    await view.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await isIn(view, "live");

    await signOut();
    await isIn(view, "refused");
    await view.getByRole("link", { name: "Sign in and come back here" }).click();
    await view.getByLabel("E-mail").fill("syncs@example.com");
    await view.getByLabel("Password", { exact: true }).fill("a second correct horse");
    await view.getByRole("button", { name: "Sign in" }).click();
    await expect(view).toHaveURL(`${address()}/runs/${runId}?open=phase_1`);
    await isIn(view, "live");
  });
  await context.close();
});

test("[LIVE8] a hidden tab has caught up exactly when it is shown", async ({ page }) => {
  // As a browser does to a tab that is hidden for long: no frame comes, and no timer for minutes.
  await page.addInitScript(() => {
    const timer = window.setTimeout.bind(window);
    const frame = window.requestAnimationFrame.bind(window);
    let hidden = false;
    Object.defineProperty(document, "hidden", { get: () => hidden });
    window.requestAnimationFrame = (work) => (hidden ? 0 : frame(work));
    Reflect.set(window, "setTimeout", (work: TimerHandler, ms?: number) => (hidden ? 0 : timer(work, ms)));
    Object.assign(window, {
      setHidden(value: boolean) {
        hidden = value;
        document.dispatchEvent(new Event("visibilitychange"));
      },
    });
  });
  const heard: number[] = [];
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => {
      if (String(payload).includes('"events"'))
        heard.push(...[...String(payload).matchAll(/"seq":(\d+)/g)].map(([, seq]) => Number(seq)));
    }),
  );
  const runId = await openRunning(page);
  await page.evaluate(() => Reflect.get(window, "setHidden")(true));
  await storeMoreLines(database, runId, 1_500);
  await expect.poll(() => Math.max(0, ...heard)).toBe(LINES + 1_500);
  const run = page.locator("[data-run]");
  expect(await run.getAttribute("data-seq")).toBe(String(LINES));
  const shown = await page.evaluate(async () => {
    Reflect.get(window, "setHidden")(false);
    // What a change of the store renders is there after the microtasks that follow it.
    await Promise.resolve();
    return document.querySelector("[data-run]")?.getAttribute("data-seq");
  });
  expect(shown).toBe(String(LINES + 1_500));
});
