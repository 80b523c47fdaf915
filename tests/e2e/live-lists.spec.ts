import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { endOfRun, onboardSample } from "./portfolios.ts";
import { withWorkersPaused } from "./workers.ts";

/** The addresses asked for from now on, less what the frame's links fetch in advance whenever they like. */
function recordRequests(page: Page): string[] {
  const urls: string[] = [];
  page.on("request", (request) => {
    // Code that arrives after the first paint, and pages fetched ahead, tell nothing of a run.
    const isCode = new URL(request.url()).pathname.startsWith("/_next/static/");
    if (!isCode && !("next-router-prefetch" in request.headers())) urls.push(request.url());
  });
  return urls;
}

/** Every status and percent an element shows from now on, until the run it tells of has ended. */
async function recordLooks(page: Page, selector: string): Promise<void> {
  await page.evaluate((wanted) => {
    const looks: string[] = [];
    const note = () => {
      const element = document.querySelector(wanted);
      const percent = element?.textContent?.match(/\d+%/)?.[0] ?? "";
      const look = `${element?.getAttribute("data-run-status")} ${percent}`.trim();
      if (looks.at(-1) !== look) looks.push(look);
    };
    note();
    new MutationObserver(note).observe(document.body, {
      ...{ subtree: true, childList: true, characterData: true, attributes: true },
    });
    Object.assign(window, { looks });
  }, selector);
}

const looks = (page: Page) => page.evaluate(() => Reflect.get(window, "looks") as string[]);

test("[LIVE1] a row of the history moves while its run goes on, without any request", async ({ page }) => {
  const { runId } = await withWorkersPaused(async () => {
    const onboarded = await onboardSample(page.request);
    await page.goto("/admin/runs");
    await expect(page.locator('[data-list-sync="live"]')).toBeVisible();
    return onboarded;
  });
  const row = page.locator(`tr[data-run="${runId}"]`);
  const urls = recordRequests(page);
  await expect(row).toHaveAttribute("data-run-status", "completed", { timeout: 120_000 });
  await expect(row).toContainText("Completed");
  await expect(row.getByRole("img", { name: "9 phases: 9 completed" })).toBeVisible();
  expect(urls).toEqual([]);
});

test("[LIVE1] a run that begins is announced and pushes no row; one click shows it", async ({ page }) => {
  await onboardSample(page.request).then(({ runId }) => page.goto(`/runs/${runId}`));
  await endOfRun(page);
  await page.goto("/admin/runs");
  await expect(page.locator('[data-list-sync="live"]')).toBeVisible();
  const rows = page.locator("tr[data-run]");
  const before = await rows.evaluateAll((all) => all.map((row) => row.getAttribute("data-run")));
  const { runId } = await onboardSample(page.request);
  const pill = page.getByRole("button", { name: "1 new run" });
  await expect(pill).toBeVisible();
  expect(await rows.evaluateAll((all) => all.map((row) => row.getAttribute("data-run")))).toEqual(before);
  await expectAccessible(page);
  await pill.click();
  await expect(rows.first()).toHaveAttribute("data-run", runId);
  await expect(pill).toHaveCount(0);
});

test("[LIVE1] the portfolio list shows the last run as it goes on, without any request until it has ended", async ({
  page,
}) => {
  const { portfolioId, runId } = await onboardSample(page.request);
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  await page.goto("/portfolios");
  await expect(page.locator(`a[data-run="${runId}"]`)).toHaveAttribute("data-run-status", "completed");
  await recordLooks(page, `li:has(a[href="/portfolios/${portfolioId}"]) a[data-run]`);
  const urls = recordRequests(page);
  const asked = await withWorkersPaused(async () => {
    const answer = await page.request.post(`/api/v1/portfolios/${portfolioId}/runs`, { data: { force: true } });
    const { run } = await answer.json();
    const link = page.locator(`a[data-run="${run.id}"]`);
    await expect(link).toHaveAttribute("data-run-status", "queued");
    await expectAccessible(page);
    expect(urls).toEqual([]);
    return run.id as string;
  });
  await expect(page.locator(`a[data-run="${asked}"]`)).toHaveAttribute("data-run-status", "completed", {
    timeout: 120_000,
  });
  const seen = await looks(page);
  expect(seen.at(0)).toBe("completed");
  expect(seen.at(-1)).toBe("completed");
  expect(seen).toContain("queued");
  expect(seen.filter((look) => /^running \d+%$/.test(look))).not.toEqual([]);
  // Its figures are new: they are read once.
  await expect.poll(() => urls.length).toBeGreaterThan(0);
  await expect(page.locator(`a[data-run="${asked}"]`)).toBeVisible();
  expect(urls.map((url) => new URL(url).pathname)).toEqual(["/portfolios"]);
});

test("[LIVE1] the page of a portfolio follows its first run and shows the results once it has ended", async ({
  page,
}) => {
  const { runId } = await withWorkersPaused(async () => {
    const onboarded = await onboardSample(page.request);
    await page.goto(`/portfolios/${onboarded.portfolioId}`);
    await expect(page.getByRole("heading", { name: "Waiting to start" })).toBeVisible();
    return onboarded;
  });
  await expect(page.getByRole("heading", { name: /^Being analyzed: \d+%$/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Equity and drawdown" })).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole("link", { name: "Latest run" })).toHaveAttribute("href", `/runs/${runId}`);
  await expect(page).toHaveTitle(/^(?!Portfolio ·).+ · Nonet$/);
});

test("[LIVE8] a hidden list watches nothing and is right when it is seen again", async ({ page }) => {
  await page.goto("/admin/runs");
  const list = page.locator("[data-list-sync]");
  await expect(list).toHaveAttribute("data-list-sync", "live");
  const hide = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => value });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await hide(true);
  await expect(list).toHaveAttribute("data-list-sync", "paused");
  await onboardSample(page.request);
  await hide(false);
  await expect(list).toHaveAttribute("data-list-sync", "live");
  await expect(page.getByRole("button", { name: /new run/ })).toBeVisible();
});
