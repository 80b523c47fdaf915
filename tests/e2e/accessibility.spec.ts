import { test } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { endOfRun, onboardSample } from "./portfolios.ts";

test("no page has an accessibility violation, in light or dark", async ({ page, browser }) => {
  // Eighteen pages, each looked at in both themes.
  test.setTimeout(240_000);
  const { portfolioId, runId } = await onboardSample(page.request);
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  await expectAccessible(page, "a finished run");
  const tabs = ["", "?tab=factors", "?tab=risk", "?tab=stress", "?tab=sectors", "?tab=events", "?tab=runs"].map(
    (tab) => `/portfolios/${portfolioId}${tab}`,
  );
  for (const path of [
    "/portfolios",
    "/numbers",
    ...tabs,
    "/onboarding",
    "/admin/runs",
    "/admin/users",
    "/admin/system",
    "/admin/symbol-failures",
    "/admin/quarantine",
    "/admin/sectors",
    `/admin/runs/${runId}`,
    "/nowhere",
  ]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    await expectAccessible(page, path);
  }
  const stranger = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const signedOut = await stranger.newPage();
  for (const path of ["/sign-in", "/setup?token=used", "/invitation?token=unknown"]) {
    await signedOut.goto(path);
    await expectAccessible(signedOut, path);
  }
  await stranger.close();
});
