import { expect, type Page, test } from "@playwright/test";
import { PLAN } from "#lib/run/plan.ts";
import { expectAccessible } from "./accessible.ts";
import { endOfRun, onboardSample } from "./portfolios.ts";

const rowOf = (page: Page, runId: string) => page.locator(`tr[data-run="${runId}"]`);

test("an admin finds a past run in the history and opens it as it was", async ({ page }) => {
  const { runId } = await onboardSample(page.request);
  await page.goto(`/runs/${runId}`);
  expect(await endOfRun(page)).toBe("completed");

  await page.goto("/admin/runs");
  await expect(page.locator("tr[data-run]").first()).toHaveAttribute("data-run", runId);
  const row = rowOf(page, runId);
  await expect(row).toContainText("Completed");
  await expect(row).toContainText("simulated prices");
  await expect(row.getByRole("img", { name: "9 phases: 9 completed" })).toBeVisible();
  const started = row.locator("time").filter({ visible: true });
  await expect(started).toHaveAttribute("title", /UTC$/);
  // What tells more under the pointer has to be under it.
  await started.hover();
  await row.getByTitle(/^Symbol Metrics/).hover();
  for (const { name } of PLAN) await expect(row.getByTitle(new RegExp(`^${name}: Completed`))).toHaveCount(1);
  await expectAccessible(page);

  // The row as a whole opens the run, not only the name in it.
  await row.click({ position: { x: 8, y: 8 } });
  await expect(page).toHaveURL(`/admin/runs/${runId}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Portfolio Setup Complete!");
  await expect(page.locator("[data-phase]")).toHaveCount(PLAN.length);
});

test("filters are in the address: status, text, one portfolio", async ({ page }) => {
  const { runId, portfolioId } = await onboardSample(page.request);
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);

  await page.goto("/admin/runs");
  const status = page.getByRole("navigation", { name: "Status" });
  await status.getByRole("link", { name: "Cancelled", exact: true }).click();
  await expect(page).toHaveURL(/\/admin\/runs\?status=cancelled$/);
  await expect(rowOf(page, runId)).toHaveCount(0);
  await status.getByRole("link", { name: "Completed", exact: true }).click();
  await expect(page).toHaveURL(/status=completed%2Ccancelled$/);
  await expect(rowOf(page, runId)).toBeVisible();

  const search = page.getByRole("searchbox");
  await search.fill(runId.slice(0, 8));
  await search.press("Enter");
  await expect(page).toHaveURL(new RegExp(`text=${runId.slice(0, 8)}`));
  await expect(page.locator("tr[data-run]")).toHaveCount(1);
  await rowOf(page, runId)
    .getByRole("link", { name: /^Only runs of/ })
    .click();
  await expect(page).toHaveURL(new RegExp(`portfolioId=${portfolioId}`));

  await page.goto("/admin/runs?text=no%20run%20is%20called%20so");
  await expect(page.getByRole("heading", { name: "No run matches" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Show all runs" }).click();
  await expect(page).toHaveURL(/\/admin\/runs$/);
  await expect(rowOf(page, runId)).toBeVisible();
});
