import { expect, test } from "@playwright/test";
import { endOfRun, onboardSample } from "./portfolios.ts";

test("on a phone no page is wider than the screen", async ({ page }) => {
  const { portfolioId, runId } = await onboardSample(page.request);
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  for (const path of [
    `/runs/${runId}`,
    "/portfolios",
    `/portfolios/${portfolioId}`,
    "/onboarding",
    "/admin/runs",
    "/admin/users",
  ]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    const { content, screen } = await page.evaluate(() => ({
      content: document.documentElement.scrollWidth,
      screen: document.documentElement.clientWidth,
    }));
    expect([path, content]).toEqual([path, screen]);
  }
});
