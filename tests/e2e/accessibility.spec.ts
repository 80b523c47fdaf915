import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { endOfRun, onboardSample } from "./portfolios.ts";

async function expectNoViolations(page: Page, where: string): Promise<void> {
  for (const theme of ["light", "dark"]) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
      .analyze();
    const found = violations.map(
      ({ id, nodes }) => `${where}, ${theme}: ${id} at ${nodes.map((node) => node.target).join(" | ")}`,
    );
    expect(found).toEqual([]);
  }
}

test("no page has an accessibility violation, in light or dark", async ({ page, browser }) => {
  // Thirteen pages, each looked at in both themes.
  test.setTimeout(240_000);
  // Colours fade into another theme, unless motion is reduced.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const { portfolioId, runId } = await onboardSample(page.request);
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  await expectNoViolations(page, "a finished run");
  const tabs = ["", "?tab=factors", "?tab=risk", "?tab=sectors", "?tab=runs"].map(
    (tab) => `/portfolios/${portfolioId}${tab}`,
  );
  for (const path of [
    "/portfolios",
    ...tabs,
    "/onboarding",
    "/admin/runs",
    "/admin/users",
    `/admin/runs/${runId}`,
    "/nowhere",
  ]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    await expectNoViolations(page, path);
  }
  const stranger = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const signedOut = await stranger.newPage();
  for (const path of ["/sign-in", "/setup?token=used", "/invitation?token=unknown"]) {
    await signedOut.goto(path);
    await expectNoViolations(signedOut, path);
  }
  await stranger.close();
});
