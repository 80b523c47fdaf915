import { expect, type Page, test } from "@playwright/test";
import { RUN_STATES } from "#tests/fixtures/run-states.ts";
import { takePictures } from "./pictures.ts";
import { finished, onboardShown, withRunState } from "./showcase.ts";

test.describe.configure({ timeout: 600_000 });

/** A portfolio to give runs to. */
async function portfolio(page: Page): Promise<string> {
  const shown = await finished(page, await onboardShown(page.request, "growth", "Brokerage 2206"));
  return shown.portfolioId;
}

async function open(page: Page, runId: string): Promise<void> {
  await page.goto(`/runs/${runId}`);
  await expect(page.locator('[data-sync="live"], [data-sync="ended"]')).toBeVisible();
}

test("a run in each of its states, opened and searched, and from a viewer whose line is down", async ({
  page,
  context,
}) => {
  const portfolioId = await portfolio(page);
  for (const state of RUN_STATES) {
    await withRunState(portfolioId, state, async (runId) => {
      await open(page, runId);
      await takePictures(page, `run-${state}`);
    });
  }
  await withRunState(portfolioId, "partial", async (runId, { sql }) => {
    await open(page, runId);
    await page.locator('[data-phase="phase_1"]').getByRole("button").first().click();
    await takePictures(page, "run-phase-open");
    await page.reload();
    await page.getByRole("searchbox").fill("begins");
    await expect(page.getByRole("log").locator("mark").first()).toBeVisible();
    await takePictures(page, "run-log-search", page.getByRole("heading", { name: "Activity log" }));
    await sql`update runs set events_pruned_at = now() where id = ${runId}`;
    await sql`delete from run_events where run_id = ${runId}`;
    await page.reload();
    await expect(page.getByText("removed").first()).toBeVisible();
    await takePictures(page, "run-log-removed", page.getByText("removed").first());
  });
  await withRunState(portfolioId, "running", async (runId) => {
    await page.goto(`/runs/${runId}?at=12`);
    await expect(page.locator('[data-sync="replay"]')).toBeVisible();
    await takePictures(page, "run-replay");
    await open(page, runId);
    await context.setOffline(true);
    await expect(page.locator('[data-sync="offline"]')).toBeVisible();
    await takePictures(page, "run-offline");
    await context.setOffline(false);
  });
});
