import { expect, test } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { endOfRun, onboardSample } from "./portfolios.ts";

test("on a phone the analysis fits, and what is wider scrolls within its card", async ({ page }) => {
  const { portfolioId, runId } = await onboardSample(page.request, "long-short");
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  for (const tab of ["holdings", "factors", "risk", "stress"]) {
    await page.goto(`/portfolios/${portfolioId}?tab=${tab}`);
    await page.waitForLoadState("networkidle");
    const { content, screen } = await page.evaluate(() => ({
      content: document.documentElement.scrollWidth,
      screen: document.documentElement.clientWidth,
    }));
    expect([tab, content]).toEqual([tab, screen]);
    await expectAccessible(page, `${tab} on a phone`);
  }
  await page.goto(`/portfolios/${portfolioId}?tab=risk`);
  const map = page.getByRole("region", { name: "Heat map of correlations, scrollable" });
  const hidden = await map.evaluate((region) => region.scrollWidth - region.clientWidth);
  expect(hidden).toBeGreaterThan(0);
  // The losses at both levels are in sight without scrolling.
  const losses = page.getByRole("table").filter({ hasText: "Value at risk" });
  const right = await losses.evaluate((table) => table.getBoundingClientRect().right);
  expect(right).toBeLessThanOrEqual(390);
  await page.goto(`/portfolios/${portfolioId}?tab=runs`);
  const runs = page.getByRole("region", { name: "Runs, scrollable" });
  expect(await runs.evaluate((region) => region.scrollWidth - region.clientWidth)).toBe(0);
});
