import { expect, test } from "@playwright/test";
import { endOfRun, onboardSample } from "./portfolios.ts";
import { withWorkersPaused } from "./workers.ts";

const FOLDER = "docs/screens";

test("the pictures of the documentation", async ({ page }) => {
  const { portfolioId, runId } = await withWorkersPaused(async () => {
    const onboarded = await onboardSample(page.request);
    await page.goto(`/runs/${onboarded.runId}`);
    await expect(page.locator('[data-sync="live"]')).toBeVisible();
    return onboarded;
  });
  await expect(page.locator('[data-phase="phase_6"]')).toHaveAttribute("data-status", "running");
  await withWorkersPaused(() => page.screenshot({ path: `${FOLDER}/run.png` }));
  await endOfRun(page);
  await page.goto(`/portfolios/${portfolioId}`);
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: `${FOLDER}/portfolio.png` });
  expect(runId).toBeTruthy();
});
