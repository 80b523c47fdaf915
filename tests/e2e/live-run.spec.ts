import { expect, type Page, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { PLAN } from "#lib/run/plan.ts";
import { connect } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { withTableHeld } from "./held-table.ts";
import { endOfRun, onboardSample } from "./portfolios.ts";
import { withWorkersPaused } from "./workers.ts";

const database = connect(
  required(connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL }), "the product's database"),
);
test.afterAll(() => database.end());

const PHASES = PLAN.map((phase) => phase.id);

/** Records every status each row ever shows, in the order shown. */
async function recordRows(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: string[] = [];
    const note = (row: Element) => {
      const entry = `${row.getAttribute("data-phase")} ${row.getAttribute("data-status")}`;
      if (seen.at(-1) !== entry && !seen.includes(entry)) seen.push(entry);
    };
    document.querySelectorAll("[data-phase]").forEach(note);
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes)
        if (target instanceof Element && target.hasAttribute("data-phase")) note(target);
    });
    observer.observe(document.body, { subtree: true, attributes: true, attributeFilter: ["data-status"] });
    Object.assign(window, { seenRows: seen });
  });
}

const seenRows = (page: Page) => page.evaluate(() => Reflect.get(window, "seenRows") as string[]);

test("[PLAN3] [LIVE8] the sample portfolio: each of the nine rows is seen pending, running and done, in order", async ({
  page,
}) => {
  await withWorkersPaused(async () => {
    await page.goto("/onboarding");
    await page
      .getByRole("button", { name: /sample|growth/i })
      .first()
      .click();
    await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
    await expect(page.locator("[data-run]")).toHaveAttribute("data-run-status", "queued");
    await expect(page.locator("[data-phase]")).toHaveCount(9);
    await expect(page.locator('[data-sync="live"]')).toBeVisible();
    await recordRows(page);
  });
  expect(await endOfRun(page)).toBe("completed");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Portfolio Setup Complete!");
  const seen = await seenRows(page);
  expect(seen.filter((entry) => entry.endsWith("pending"))).toEqual(PHASES.map((id) => `${id} pending`));
  expect(seen.slice(9)).toEqual(PHASES.flatMap((id) => [`${id} running`, `${id} completed`]));

  await page.getByRole("link", { name: "View Portfolio" }).click();
  await page.waitForURL(/\/portfolios\//);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/growth/i);
  await expect(page.getByText("Simulated prices").first()).toBeVisible();
});

test("[LIVE3] a page loaded again in mid-run goes on where the run is and ends like one that stayed", async ({
  page,
  context,
}) => {
  const stayed = await context.newPage();
  await withTableHeld(database, "snapshots", async () => {
    const { runId } = await onboardSample(page.request);
    await stayed.goto(`/runs/${runId}`);
    await page.goto(`/runs/${runId}`);
    await expect(page.locator('[data-phase="phase_2"]')).toHaveAttribute("data-status", "completed");
    const before = Number(await page.locator("[data-run]").getAttribute("data-seq"));
    await page.reload();
    await expect(page.locator('[data-phase="phase_2"]')).toHaveAttribute("data-status", "completed");
    expect(Number(await page.locator("[data-run]").getAttribute("data-seq"))).toBeGreaterThanOrEqual(before);
  });
  await endOfRun(page);
  await endOfRun(stayed);
  const rows = (view: Page) => view.locator("[data-phase]").allInnerTexts();
  expect(await rows(page)).toEqual(await rows(stayed));
  await stayed.close();
});

test("the tab says how a run stands, also after the page is loaded anew", async ({ page }) => {
  const { runId } = await onboardSample(page.request);
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  await expect(page).toHaveTitle(/^Portfolio Setup Complete! · /);
  await page.reload();
  await page.waitForLoadState("networkidle");
  await expect(page).toHaveTitle(/^Portfolio Setup Complete! · /);
});

test("[LIVE6] no request is repeated to learn how the run goes: what changes comes over the socket", async ({
  page,
}) => {
  const requests: string[] = [];
  const { runId } = await withWorkersPaused(async () => {
    const onboarded = await onboardSample(page.request);
    await page.goto(`/runs/${onboarded.runId}`);
    await expect(page.locator('[data-sync="live"]')).toBeVisible();
    page.on("request", (request) => requests.push(request.url()));
    return onboarded;
  });
  await endOfRun(page);
  expect(requests.filter((url) => url.includes(runId) || url.includes("/api/"))).toEqual([]);
});

test("[RUN8] a run is cancelled from its page and says so", async ({ page }) => {
  await withWorkersPaused(async () => {
    const { runId } = await onboardSample(page.request);
    await page.goto(`/runs/${runId}`);
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await page.getByRole("button", { name: "Cancel the run" }).click();
    await expect(page.locator("[data-run]")).toHaveAttribute("data-run-status", "cancelled");
  });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Setup Cancelled");
});

test("[LOG4] the log is downloaded as text and as JSON, with the summaries of all nine phases", async ({ page }) => {
  const { runId } = await onboardSample(page.request);
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  await page.getByRole("button", { name: "Download Log" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Text" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(
    new RegExp(`^portfolio_setup_log_${runId.slice(0, 8)}_\\d{8}T\\d{6}Z\\.txt$`),
  );
  const text = await (await page.request.get(`/api/v1/runs/${runId}/log?format=txt`)).text();
  for (const { name } of PLAN) expect(text).toContain(name);
  expect(text.trimEnd()).toMatch(/END OF LOG[\s=]*$/);
  const json = await (await page.request.get(`/api/v1/runs/${runId}/log?format=json`)).json();
  expect(JSON.stringify(json)).toContain("15/15 symbols priced (100.0% coverage)");
});
