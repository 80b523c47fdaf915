import { expect, type Page, test } from "@playwright/test";
import { PLAN } from "#lib/run/plan.ts";
import { expectAccessible } from "./accessible.ts";
import { endOfRun, onboardSample } from "./portfolios.ts";
import { withRunStates } from "./run-states.ts";
import { withWorkersPaused } from "./workers.ts";

// Each state is looked at in both themes.
test.describe.configure({ timeout: 480_000 });

async function expectAccessibleAt(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForLoadState("networkidle");
  await expectAccessible(page, path);
}

async function onboarded(page: Page) {
  const sample = await onboardSample(page.request);
  await page.goto(`/runs/${sample.runId}`);
  await endOfRun(page);
  return sample;
}

test("no page has an accessibility violation, in light or dark", async ({ page, browser }) => {
  const { portfolioId, runId } = await onboarded(page);
  await expectAccessible(page, "a finished run");
  const tabs = [
    "",
    "?tab=factors",
    "?tab=risk",
    "?tab=stress",
    "?tab=sectors",
    "?tab=events",
    "?tab=runs",
    "?tab=report",
  ].map((tab) => `/portfolios/${portfolioId}${tab}`);
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
    await expectAccessibleAt(page, path);
  }
  const stranger = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const signedOut = await stranger.newPage();
  for (const path of ["/sign-in", "/setup?token=used", "/invitation?token=unknown", "/api/docs"]) {
    await signedOut.goto(path);
    await expectAccessible(signedOut, path);
  }
  await stranger.close();
});

test("the reference of the API, dark and on a phone, has no accessibility violation", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/api/docs");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expectAccessible(page, "/api/docs, 390 px");
});

test("a run's phases opened, and a run whose viewer has no line, have no accessibility violation", async ({
  page,
  context,
}) => {
  await withRunStates(async ({ store }) => {
    for (const state of ["outage", "running"] as const) {
      await page.goto(`/runs/${await store(state)}?${PLAN.map(({ id }) => `phase=${id}`).join("&")}`);
      await expect(page.locator('[data-sync="live"], [data-sync="ended"]')).toBeVisible();
      await expect(page.locator("[data-phase] button[aria-expanded=true]").first()).toBeVisible();
      await expectAccessible(page, `phases of a run: ${state}`);
    }
    await context.setOffline(true);
    await expect(page.locator('[data-sync="offline"]')).toBeVisible();
    await expectAccessible(page, "offline");
    await context.setOffline(false);
  });
});

test("no dialog has an accessibility violation", async ({ page }) => {
  const { portfolioId } = await onboarded(page);
  const dialog = page.getByRole("dialog").or(page.getByRole("alertdialog"));
  const look = async (path: string, ...buttons: (string | RegExp)[]) => {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    for (const name of buttons) await page.getByRole("button", { name }).first().click();
    await expect(dialog).toBeVisible();
    await expectAccessible(page, `${path}: ${buttons.join(", ")}`);
  };
  const portfolio = `/portfolios/${portfolioId}`;
  await look(portfolio, "Ada Admin");
  await look(portfolio, "How drawdown is defined");
  await look(portfolio, "change");
  await look(`${portfolio}?tab=events`, "Add position");
  await look(`${portfolio}?tab=events`, "Add cash flow");
  await look(`${portfolio}?tab=stress`, "Add scenario");
  await look(`${portfolio}?tab=events`, /^Delete Entry of/);
});

test("no menu has an accessibility violation", async ({ page }) => {
  const { portfolioId, runId } = await onboarded(page);
  for (const [path, button, menu] of [
    [`/portfolios/${portfolioId}`, /^Edit /, /^What to do with /],
    [`/runs/${runId}`, "Download Log", "Format of the log"],
  ] as const) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    await page.getByRole("button", { name: button }).first().click();
    await expect(page.getByRole("menu", { name: menu })).toBeVisible();
    await expectAccessible(page, `${path}: ${button}`);
  }
});

test("a portfolio whose first run is under way, and one without any, have no accessibility violation", async ({
  page,
}) => {
  await withWorkersPaused(async () => {
    const { portfolioId } = await onboardSample(page.request);
    await expectAccessibleAt(page, `/portfolios/${portfolioId}`);
    await page.request.post(`/api/v1/runs/${(await newestRun(page, portfolioId)).id}/cancel`);
    await expectAccessibleAt(page, `/portfolios/${portfolioId}`);
  });
});

async function newestRun(page: Page, portfolioId: string): Promise<{ id: string }> {
  const { run } = await (await page.request.get(`/api/v1/portfolios/${portfolioId}`)).json();
  return run;
}
