import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";

const ADMIN = { email: "ada@example.com", password: "correct horse battery staple" };

test.describe("without a session", () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  const signIn = async (page: Page, { email, password }: typeof ADMIN) => {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.keyboard.press("Enter");
  };

  test("a page leads to sign-in, and signing in back to the page", async ({ page }) => {
    await page.goto("/admin/runs?status=failed");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
    await expectAccessible(page);
    await signIn(page, ADMIN);
    await expect(page).toHaveURL(/\/admin\/runs\?status=failed$/);
  });

  test("a wrong password and an unknown address are refused in the same words, and nothing entered is lost", async ({
    page,
  }) => {
    await page.goto("/sign-in");
    const refusal = page.getByRole("alert").filter({ hasText: "not right" });
    for (const email of [ADMIN.email, "nobody@example.com"]) {
      await signIn(page, { email, password: "not the password" });
      await expect(refusal).toHaveText("The e-mail or the password is not right.");
      await expect(page.getByLabel("E-mail")).toHaveValue(email);
    }
    await expectAccessible(page);
  });

  for (const next of ["//evil.example/", "https://evil.example/", "/%5Cevil.example", "/\\evil.example"]) {
    test(`signing in never leaves the site: next=${next}`, async ({ page, baseURL }) => {
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      await signIn(page, ADMIN);
      await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
      expect(new URL(page.url()).origin).toBe(new URL(baseURL ?? "").origin);
    });
  }

  test("a dead link says so and leads to sign-in", async ({ page }) => {
    for (const path of ["/invitation?token=unknown", "/setup?token=unknown", "/setup"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link no longer works");
      await expectAccessible(page);
    }
    await page.getByRole("link", { name: "Go to sign-in" }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
  });
});

/** A page of someone else, with no session. */
const strangersPage = async (browser: Browser) =>
  (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();

test("an invitation makes one account, for the invited address, with no more rights than it says", async ({
  page,
  browser,
}) => {
  const email = `bob-${Date.now()}@example.com`;
  await page.goto("/admin/users");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Create a link" }).click();
  const link = await page.getByLabel(`Link for ${email}, as user`).inputValue();
  await expectAccessible(page);

  const invited = await strangersPage(browser);
  await invited.goto(link);
  await expect(invited.getByLabel("E-mail")).toHaveValue(email);
  await expectAccessible(invited);
  await invited.getByRole("button", { name: "Create the account" }).click();
  await expect(invited.getByLabel("Your name")).toBeFocused();
  await expect(invited.getByText("Use 8 to 128 characters.")).toBeVisible();
  await invited.getByLabel("Your name").fill("Bob");
  await invited.getByLabel("Password", { exact: true }).fill("another long password");
  await invited.getByRole("button", { name: "Create the account" }).click();
  await expect(invited).toHaveURL(/\/onboarding$/);
  await expect(invited.getByRole("link", { name: "Users" })).toHaveCount(0);
  for (const path of ["/admin/users", "/admin/runs"]) expect((await invited.goto(path))?.status()).toBe(404);
  await expect(invited.getByRole("heading", { level: 1 })).toHaveText("There is nothing here");
  await expectAccessible(invited);
  await invited.context().close();

  const second = await strangersPage(browser);
  await second.goto(link);
  await expect(second.getByRole("heading", { level: 1 })).toHaveText("This link no longer works");
  await second.context().close();
  await page.reload();
  await expect(page.getByRole("rowheader", { name: email })).toBeVisible();
});

test("an address that is none is refused at its field", async ({ page }) => {
  await page.goto("/admin/users");
  await page.getByLabel("E-mail").fill("nobody");
  await page.getByRole("button", { name: "Create a link" }).click();
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/Write it like name@example.com/);
});
