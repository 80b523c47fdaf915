import { expect, test } from "@playwright/test";
import { endOfRun, onboardSample } from "./portfolios.ts";

test("on a phone no page is wider than the screen", async ({ page }) => {
  const { portfolioId, runId } = await onboardSample(page.request);
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  for (const path of [
    `/runs/${runId}`,
    "/portfolios",
    "/numbers",
    `/portfolios/${portfolioId}`,
    `/portfolios/${portfolioId}?tab=events`,
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

test("the account menu holds its content, and a sign-out that is not heard says so", async ({ page }) => {
  await page.goto("/portfolios");
  await page.getByRole("button", { name: "Ada Admin" }).click();
  const menu = page.getByRole("dialog", { name: "Account" });
  await page.route("**/api/auth/sign-out", (route) => route.abort());
  await menu.getByRole("button", { name: "Sign out" }).click();
  await expect(menu.getByRole("alert")).toContainText("Still signed in");
  const overhang = await menu.evaluate((box) => {
    const right = (element: Element) => element.getBoundingClientRect().right;
    return Math.max(...[...box.querySelectorAll("*")].map(right)) - right(box);
  });
  expect(overhang).toBeLessThanOrEqual(0);
});
