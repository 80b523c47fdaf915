import { expect, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { connect } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { storeHeldRun } from "./held-run.ts";
import { lineOf } from "./logs.ts";
import { withWorkersPaused } from "./workers.ts";

const LINES = 20;

const database = connect(
  required(connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL }), "the product's database"),
);
test.afterAll(() => database.end());

test("[B7] on a phone nothing jumps while a run page's code and its connection come", async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push(Reflect.get(entry, "value") as number);
    }).observe({ type: "layout-shift", buffered: true });
    Object.assign(window, { shifts });
  });
  const held = Promise.withResolvers<void>();
  await page.route("**/_next/static/chunks/*.js*", async (route) => {
    await held.promise;
    await route.continue();
  });
  await withWorkersPaused(async () => {
    const runId = await storeHeldRun(database, LINES);
    await page.goto(`/runs/${runId}`, { waitUntil: "commit" });
    await expect(page.locator("[data-sync]")).toHaveText(/^Connecting/);
    await expect(page.getByRole("status", { name: "Reading the log" })).toBeVisible();
    held.resolve();
    await expect(page.locator("[data-sync]")).toHaveText(/^Live/);
    await expect(lineOf(page, LINES)).toBeVisible();
  });
  const shifts = await page.evaluate(() => Reflect.get(window, "shifts") as number[]);
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02);
});

test("[LIVE6] on a phone the badge says what it means when it is pressed, within the screen", async ({ page }) => {
  await withWorkersPaused(async () => {
    const runId = await storeHeldRun(database, LINES);
    await page.goto(`/runs/${runId}`);
    const badge = page.locator('[data-sync="live"]');
    const meaning = page.getByText(/^Everything the server has announced is shown/).filter({ visible: true });
    await expect(badge).toHaveAccessibleDescription(/^Everything the server has announced is shown/);
    await expect(meaning).toHaveCount(0);
    await badge.click();
    await expect(meaning).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("Escape");
    await expect(meaning).toHaveCount(0);
    await expect(badge).toBeFocused();
  });
});
