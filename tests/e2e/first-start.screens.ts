import { expect, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { takePictures } from "./pictures.ts";

test("before there is any account", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await takePictures(page, "no-users");
  await page.goto(required(process.env.NONET_SETUP_URL, "the set-up link the product prints"));
  await expect(page.getByRole("button", { name: "Create the admin account" })).toBeVisible();
  await takePictures(page, "setup");
});
