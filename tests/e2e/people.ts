import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";

const PASSWORD = "a second correct horse";

/** A user of role `user`, invited by the admin whose page is given, signed in in a browser context of their own. */
export async function inviteUser(admin: Page, browser: Browser, email: string): Promise<BrowserContext> {
  const answer = await admin.request.post("/api/v1/admin/invitations", { data: { email, role: "user" } });
  expect(answer.status(), await answer.text()).toBe(201);
  const { url } = await answer.json();
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel("Your name").fill("Bob");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: /create/i }).click();
  await expect(page).toHaveURL(/\/(onboarding|portfolios)/);
  await page.close();
  return context;
}
