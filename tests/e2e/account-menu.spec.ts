import { expect, test } from "@playwright/test";

test("the account menu opens, keeps the theme chosen over a reload, and closes back to its button", async ({
  page,
}) => {
  await page.goto("/portfolios");
  const button = page.getByRole("button", { name: "Ada Admin" });
  await button.click();
  const menu = page.getByRole("dialog", { name: "Account" });
  await menu.getByRole("button", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(button).toBeFocused();
  await button.click();
  await expect(menu).toBeVisible();
  await button.click({ force: true });
  await expect(menu).toBeHidden();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
