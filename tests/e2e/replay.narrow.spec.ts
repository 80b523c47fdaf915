import { expect, test } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { endOfRun, onboardSample } from "./portfolios.ts";

test("on a phone a run is replayed within the screen", async ({ page }) => {
  const { runId } = await onboardSample(page.request);
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  await page.getByRole("button", { name: "Replay" }).click();
  const slider = page.getByRole("slider", { name: "Point of the run" });
  await slider.fill("40");
  await expect(page.locator("[data-run]")).toHaveAttribute("data-seq", "40");
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  expect(content).toBe(screen);
  await expectAccessible(page, "a run in replay on a phone");
});
