import { expect, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { connect } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { takePictures } from "./pictures.ts";
import { withRunStates } from "./run-states.ts";
import { finished, onboardShown } from "./showcase.ts";

test("administration", async ({ page }) => {
  await finished(page, await onboardShown(page.request, "problems", "Odds and ends"));
  for (const [scene, path] of [
    ["admin-runs", "/admin/runs"],
    ["admin-runs-none", "/admin/runs?text=no%20such%20run"],
    ["admin-users", "/admin/users"],
    ["admin-system", "/admin/system"],
    ["admin-symbols", "/admin/symbol-failures"],
    ["admin-quarantine", "/admin/quarantine"],
    ["admin-sectors", "/admin/sectors"],
    ["missing", "/nowhere"],
  ] as const) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    await takePictures(page, scene);
  }
});

test("a page that could not be shown", async ({ page }) => {
  const address = connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL });
  const { sql, end } = connect(required(address, "the product's database"), { max: 1 });
  await sql`alter table symbol_aliases rename to symbol_aliases_away`;
  try {
    await page.goto("/admin/symbol-failures");
    await expect(page.getByRole("heading", { name: "This page could not be shown" })).toBeVisible();
    await takePictures(page, "broken");
  } finally {
    await sql`alter table symbol_aliases_away rename to symbol_aliases`;
    await end();
  }
});

test("the palette, the keys and the account menu", async ({ page }) => {
  const { portfolioId } = await finished(page, await onboardShown(page.request, "growth", "Brokerage 8802"));
  await page.goto(`/portfolios/${portfolioId}`);
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: "Ada Admin" }).click();
  await expect(page.getByRole("dialog", { name: "Account" })).toBeVisible();
  await takePictures(page, "account");
  await page.keyboard.press("Escape");

  await withRunStates(async ({ store }) => {
    await page.goto(`/runs/${await store("running")}`);
    await expect(page.locator('[data-sync="live"]')).toBeVisible();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
    await takePictures(page, "keys");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeHidden();
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: "Go to a page or do something" });
    await expect(palette.getByRole("status")).toContainText("commands");
    await takePictures(page, "palette");
    await palette.getByRole("combobox").fill("growth");
    await takePictures(page, "palette-search");
    await palette.getByRole("combobox").fill("cancel");
    await page.keyboard.press("Enter");
    await expect(palette.getByRole("button", { name: "Back" })).toBeFocused();
    await takePictures(page, "palette-confirm");
  });
});
