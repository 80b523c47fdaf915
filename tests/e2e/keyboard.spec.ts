import { expect, type Locator, type Page } from "@playwright/test";
import { test } from "./newcomer.ts";
import { endOfRun } from "./portfolios.ts";

const MOST_STEPS = 80;

/** Goes on by Tab until this has the focus; it has to be seen there, with an outline of its own. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    await page.keyboard.press("Tab");
    if (!(await wanted.evaluate((element) => element === document.activeElement))) continue;
    await expect(wanted).toBeInViewport();
    expect(await wanted.evaluate(hasFocusLook)).toBe(true);
    return;
  }
  throw new Error(`${wanted.toString()} is not reached by Tab`);
}

/** An outline of two pixels, of its own or around all it covers, or the kit's ring. */
function hasFocusLook(element: Element): boolean {
  const looks = [getComputedStyle(element), getComputedStyle(element, "::after")];
  const isOutlined = looks.some(
    ({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
  );
  return isOutlined || looks[0]?.boxShadow !== "none";
}

test("from signing in over a sample and its run to every tab of the portfolio, without a mouse", async ({
  page,
  browser,
}) => {
  const { user } = await (await page.request.get("/api/auth/get-session")).json();
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const visitor = await context.newPage();
  await visitor.goto("/onboarding");
  await visitor.waitForLoadState("networkidle");
  await tabTo(visitor, visitor.getByLabel("E-mail"));
  await visitor.keyboard.type(user.email);
  await tabTo(visitor, visitor.getByLabel("Password", { exact: true }));
  await visitor.keyboard.type("a second correct horse");
  await visitor.keyboard.press("Enter");
  await visitor.waitForURL(/\/onboarding$/);

  await tabTo(visitor, visitor.getByRole("link", { name: "Skip to content" }));
  await visitor.keyboard.press("Enter");
  await expect(visitor.getByRole("main")).toBeFocused();
  await tabTo(visitor, visitor.getByRole("button", { name: /growth/i }).first());
  await visitor.keyboard.press("Enter");
  await visitor.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
  await endOfRun(visitor);

  const phase = visitor.locator('[data-phase="phase_1"]').getByRole("button").first();
  await tabTo(visitor, phase);
  await visitor.keyboard.press("Enter");
  await expect(phase).toHaveAttribute("aria-expanded", "true");
  await tabTo(visitor, visitor.getByRole("log"));
  await visitor.keyboard.press("Home");
  await visitor.keyboard.press("g");
  await visitor.keyboard.press("p");
  await visitor.waitForURL(/\/portfolios$/);
  await visitor.keyboard.press("Control+k");
  await visitor.keyboard.type("growth");
  await expect(visitor.getByRole("option", { selected: true })).toContainText("growth");
  await visitor.keyboard.press("Enter");
  await visitor.waitForURL(/\/portfolios\/[0-9a-f-]{36}$/);

  await tabTo(visitor, visitor.getByRole("tab", { name: "Holdings" }));
  for (const name of ["Factors", "Risk", "Stress", "Sectors", "Events", "Runs"]) {
    await visitor.keyboard.press("ArrowRight");
    await expect(visitor.getByRole("tab", { name })).toBeFocused();
    await expect(visitor.getByRole("tabpanel", { name })).toBeVisible();
  }
  await tabTo(visitor, visitor.getByRole("tabpanel", { name: "Runs" }).getByRole("link").first());
  await visitor.keyboard.press("Enter");
  await visitor.waitForURL(/\/runs\//);
  await context.close();
});
