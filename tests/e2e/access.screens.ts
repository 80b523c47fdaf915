import { expect, test } from "@playwright/test";
import { takePictures } from "./pictures.ts";

test("signing in, and links", async ({ page: admin, browser }) => {
  const answer = await admin.request.post("/api/v1/admin/invitations", {
    data: { email: "bob@example.com", role: "user" },
  });
  const { url } = await answer.json();
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await takePictures(page, "sign-in");
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password", { exact: true }).fill("not my password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /\w/ })).toBeVisible();
  await takePictures(page, "sign-in-refused");
  await page.goto(url);
  await takePictures(page, "invitation");
  await page.goto("/invitation?token=used");
  await takePictures(page, "dead-link");
  await context.close();
});
