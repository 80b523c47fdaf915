import { expect, test } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { choosePositions } from "./positions-files.ts";

test("a broker's export is put right on a phone, and nothing is wider than the screen", async ({ page }) => {
  await choosePositions(page, "brokers/etrade");
  await expect(page.getByRole("heading", { name: "E*TRADE positions export" })).toBeVisible();
  const isWider = () =>
    page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  expect(await isWider()).toBe(false);
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  await expect(page.getByLabel(/^Quantity/)).toHaveValue("4");
  expect(await isWider()).toBe(false);
  await expectAccessible(page, "columns on a phone");
  await page.getByRole("button", { name: "Hide columns" }).click();

  const problems = page.getByRole("region", { name: "Problems" });
  await problems.getByRole("button", { name: "Line 16, Symbol" }).click();
  await expect(page.locator('[data-column="Symbol"]:focus')).toContainText("KEY BANK CD");
  await expect(page.locator('[data-column="Symbol"]:focus')).toBeInViewport();
  await problems.getByRole("button", { name: "Line 11", exact: true }).first().click();
  await expect(page.locator('[data-column="Entry Date"]:focus')).toBeInViewport();
  await page.getByRole("button", { name: "Leave line 16 out" }).click();
  await page.getByLabel("Entry date", { exact: true }).fill("2025-01-06");
  await page.getByRole("button", { name: /^Use it for all/ }).click();
  await expect(page.getByRole("status").filter({ hasText: "6 positions · ready to import" })).toBeVisible();
  expect(await isWider()).toBe(false);
  await expectAccessible(page, "put right on a phone");
});
