import { expect, type Page, test } from "@playwright/test";
import { weighScripts } from "#tests/fixtures/first-load.ts";
import { endOfRun, onboardSample } from "./portfolios.ts";
import { withRunStates } from "./run-states.ts";

/** Scripts that a page's HTML names, with their headers. */
const RUN_PAGE_BYTES = 200_000;
const PAGE_BYTES = 260_000;

async function expectLightAt(page: Page, path: string, most: number): Promise<void> {
  const { first } = await weighScripts(page, path);
  // Less would be a page that was not there.
  expect(first, path).toBeGreaterThan(100_000);
  expect(first, path).toBeLessThanOrEqual(most);
}

test("[B7] the scripts of a run page's first load are at most 200 kB over the wire, in any state of the run", async ({
  page,
}) => {
  await withRunStates(async ({ store }) => {
    const [running, failed] = [await store("running"), await store("failed")];
    for (const path of [`/runs/${running}`, `/runs/${running}?at=1`, `/runs/${failed}`, `/admin/runs/${failed}`]) {
      await expectLightAt(page, path, RUN_PAGE_BYTES);
    }
  });
});

test("[B7] those of any other page are at most 260 kB", async ({ page, browser }) => {
  const { portfolioId, runId } = await onboardSample(page.request, "long-short");
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  const tabs = ["holdings", "factors", "risk", "stress", "sectors", "events", "runs", "report"];
  const admin = ["runs", "users", "system", "symbol-failures", "quarantine", "sectors"];
  for (const path of [
    ...tabs.map((tab) => `/portfolios/${portfolioId}?tab=${tab}`),
    ...["/portfolios", "/onboarding", "/numbers"],
    ...admin.map((name) => `/admin/${name}`),
  ]) {
    await expectLightAt(page, path, PAGE_BYTES);
  }
  const stranger = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const signedOut = await stranger.newPage();
  for (const path of ["/sign-in", "/invitation?token=unknown"]) await expectLightAt(signedOut, path, PAGE_BYTES);
  await stranger.close();
});

test("[B5] a page that is opened fetches none of those its frame leads to, until one is pointed at", async ({
  page,
}) => {
  const ahead: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    // The portfolio of a run that has ended is where people go next.
    const isNext = pathname.startsWith("/portfolios/");
    if ("next-router-prefetch" in request.headers() && !isNext) ahead.push(pathname);
  });
  const { runId } = await onboardSample(page.request);
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  expect(ahead).toEqual([]);
  const main = page.getByRole("navigation", { name: "Main" });
  await main.getByRole("link", { name: "Portfolios" }).hover();
  await expect.poll(() => ahead).toContain("/portfolios");
  await main.getByRole("link", { name: "Users" }).focus();
  await expect.poll(() => ahead).toContain("/admin/users");
  expect(new Set(ahead)).toEqual(new Set(["/portfolios", "/admin/users"]));
});
