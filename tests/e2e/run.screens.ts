import { expect, type Page, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { connect } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { RUN_STATES } from "#tests/fixtures/run-states.ts";
import { createHoldingProxy } from "./holding-proxy.ts";
import { takePictures } from "./pictures.ts";
import { withRunStates } from "./run-states.ts";

test.describe.configure({ timeout: 600_000 });

async function open(page: Page, runId: string): Promise<void> {
  await page.goto(`/runs/${runId}`);
  await expect(page.locator('[data-sync="live"], [data-sync="ended"]')).toBeVisible();
}

test("a run in each of its states", async ({ page }) => {
  await withRunStates(async ({ store }) => {
    for (const state of RUN_STATES) {
      await open(page, await store(state));
      await takePictures(page, `run-${state}`);
    }
  });
});

test("a run opened, searched, looked back at, and seen over a line that is down", async ({ page, context }) => {
  await withRunStates(async ({ store }) => {
    const ended = await store("partial");
    await open(page, ended);
    await page.locator('[data-phase="phase_1"]').getByRole("button").first().click();
    await takePictures(page, "run-phase-open");
    await open(page, ended);
    await page.getByRole("searchbox").fill("begins");
    await expect(page.getByRole("log").locator("mark").first()).toBeVisible();
    await takePictures(page, "run-log-search", page.getByRole("heading", { name: "Activity log" }));
    await removeLog(ended);
    await page.reload();
    await takePictures(page, "run-log-removed", page.getByRole("heading", { name: "Activity log" }));

    const running = await store("running");
    await page.goto(`/runs/${running}?at=12`);
    await expect(page.locator('[data-sync="replay"]')).toBeVisible();
    await takePictures(page, "run-replay");
    await open(page, running);
    await context.setOffline(true);
    await expect(page.locator('[data-sync="offline"]')).toBeVisible();
    await takePictures(page, "run-offline");
    await context.setOffline(false);
  });
});

test("a run over a line that is late, over one that is lost, and after the end of the session", async ({
  page,
  browser,
}) => {
  const address = required(process.env.NONET_URL, "the product's address");
  await withRunStates(async ({ store }) => {
    const running = await store("running");
    const proxy = await createHoldingProxy(address);
    await page.goto(`${proxy.url}/runs/${running}`);
    await expect(page.locator('[data-sync="live"]')).toBeVisible();
    proxy.delay(3_500);
    await expect(page.locator('[data-sync="delayed"]')).toBeVisible({ timeout: 30_000 });
    await takePictures(page, "run-delayed");
    await proxy.close();
    await expect(page.locator('[data-sync="reconnecting"]')).toBeVisible();
    // Ten seconds on it would be offline.
    await page.clock.setFixedTime(await page.evaluate(() => Date.now()));
    await takePictures(page, "run-reconnecting");

    const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
    const ask = async (path: string, data: object) => {
      const answer = await context.request.post(path, { data, headers: { origin: address } });
      expect(answer.ok(), await answer.text()).toBe(true);
    };
    await ask("/api/auth/sign-in/email", { email: "ada@example.com", password: "correct horse battery staple" });
    const view = await context.newPage();
    await open(view, running);
    await ask("/api/auth/sign-out", {});
    await expect(view.locator('[data-sync="refused"]')).toBeVisible({ timeout: 30_000 });
    await takePictures(view, "run-signed-out");
    await context.close();
  });
});

/** As it is once a run has passed the age its events are kept to. */
async function removeLog(runId: string): Promise<void> {
  const address = connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL });
  const { sql, end } = connect(required(address, "the product's database"), { max: 1 });
  await sql`update runs set events_pruned_at = now() where id = ${runId}`;
  await sql`delete from run_events where run_id = ${runId}`;
  await end();
}
