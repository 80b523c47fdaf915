import { expect, test } from "@playwright/test";
import { required } from "#lib/assert.ts";

test("the set-up link makes the first admin, once", async ({ page }) => {
  const setupUrl = required(process.env.NONET_SETUP_URL, "the set-up link the product prints");
  await page.goto("/portfolios");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto(setupUrl);
  await page.getByLabel("Your name").fill("Ada Admin");
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
  await page.getByRole("button", { name: "Create the admin account" }).click();
  await expect(page).toHaveURL(/\/onboarding/);
  await page.context().storageState({ path: "test-results/admin.json" });
  await page.goto("/admin/users");
  await expect(page.getByText("ada@example.com").first()).toBeVisible();

  const stranger = await page.context().browser()?.newContext();
  const late = await required(stranger, "a second browser").newPage();
  await late.goto(setupUrl);
  await expect(late.getByRole("button", { name: "Create the admin account" })).toHaveCount(0);
  await stranger?.close();
});
