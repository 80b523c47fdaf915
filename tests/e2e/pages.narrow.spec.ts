import { expect, type Page, test } from "@playwright/test";
import { endOfRun, onboardSample } from "./portfolios.ts";
import { choosePositions } from "./positions-files.ts";

/** From the narrowest phone to a wall. */
const WIDTHS = [360, 390, 640, 1024, 2560] as const;

/** Widths of the screen at which the page as it stands is wider. */
async function tooNarrow(page: Page): Promise<number[]> {
  const found: number[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 844 });
    const over = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    if (over > 0) found.push(width);
  }
  return found;
}

test("no page is wider than the screen, from 360 to 2560 px", async ({ page }) => {
  const { portfolioId, runId } = await onboardSample(page.request);
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  const tabs = ["holdings", "factors", "risk", "stress", "sectors", "events", "runs", "report"];
  for (const path of [
    `/runs/${runId}`,
    "/portfolios",
    "/numbers",
    ...tabs.map((tab) => `/portfolios/${portfolioId}?tab=${tab}`),
    "/onboarding",
    "/admin/runs",
    `/admin/runs/${runId}`,
    "/admin/users",
    "/admin/system",
    "/admin/symbol-failures",
    "/admin/quarantine",
    "/admin/sectors",
    "/nowhere",
    "/sign-in",
  ]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    expect([path, await tooNarrow(page)]).toEqual([path, []]);
  }
  for (const name of ["broken", "brokers/fidelity", "real-us-20"]) {
    await choosePositions(page, name);
    expect([name, await tooNarrow(page)]).toEqual([name, []]);
  }
});

test("no state that floats over the page is wider than the screen", async ({ page }) => {
  await page.goto("/portfolios");
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Go to a page or do something" });
  await expect(palette).toBeVisible();
  expect(await tooNarrow(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  expect(await tooNarrow(page)).toEqual([]);
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

test("a phone has the palette and the list of keys in the account menu, and gets the focus back", async ({ page }) => {
  await page.goto("/portfolios");
  const account = page.getByRole("button", { name: "Account Ada Admin" });
  for (const [button, dialog] of [
    ["Go to a page, a portfolio or a run", "Go to a page or do something"],
    ["Keys", "Keys"],
  ] as const) {
    await account.click();
    await page.getByRole("button", { name: button, exact: true }).click();
    await expect(page.getByRole("dialog", { name: dialog })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name: dialog })).toBeHidden();
    await expect(account).toBeFocused();
  }
});
