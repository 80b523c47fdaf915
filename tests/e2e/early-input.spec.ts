import { expect, type Page, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { connect } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { storeLongLog } from "#tests/fixtures/long-log.ts";
import { foundOf, lineOf } from "./logs.ts";
import { endOfRun, onboardSample } from "./portfolios.ts";

const LINES = 1_000;

const database = connect(
  required(connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL }), "the product's database"),
);
test.afterAll(() => database.end());

/** The page as the server renders it, its code held back while `early` uses it. */
async function useEarly(page: Page, path: string, early: () => Promise<void>): Promise<void> {
  const held = Promise.withResolvers<void>();
  const chunks = "**/_next/static/chunks/*.js*";
  await page.route(chunks, async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  await early();
  held.resolve();
  await page.waitForLoadState();
  await page.unroute(chunks);
}

test("[LOG4] what is searched for and which phase is chosen before the page's code has come is heard", async ({
  page,
}) => {
  const runId = await storeLongLog(database, { lines: LINES });
  const search = page.getByRole("searchbox", { name: "Search the whole log" });
  await useEarly(page, `/runs/${runId}`, () => search.fill("sym123:"));
  await expect(foundOf(page)).toHaveText("1 of 1,000 entries match");
  await expect(lineOf(page, 123)).toBeVisible();
  await expect(search).toHaveValue("sym123:");

  const phase = page.getByRole("combobox", { name: "Phase" });
  await useEarly(page, `/runs/${runId}`, async () => {
    await phase.selectOption({ label: "Outside of phases" });
  });
  await expect(foundOf(page)).toContainText("of 1,000 entries match");
  await expect(phase.locator("option:checked")).toHaveText("Outside of phases");
  await page.getByRole("button", { name: /^Errors/ }).click();
  await expect(phase.locator("option:checked")).toHaveText("Outside of phases");

  // Also where the address leads to a line of another phase.
  await useEarly(page, `/runs/${runId}?line=501`, async () => {
    await phase.selectOption({ label: "Outside of phases" });
  });
  await expect(foundOf(page)).toContainText("of 1,000 entries match");
  await expect(phase.locator("option:checked")).toHaveText("Outside of phases");
});

test("[EVT7] what is searched for before the moment of a replay has come is looked for in that moment", async ({
  page,
}) => {
  const runId = await storeLongLog(database, { lines: LINES });
  const search = page.getByRole("searchbox", { name: "Search the whole log" });
  await useEarly(page, `/runs/${runId}?at=500`, () => search.fill("sym123:"));
  await expect(page.getByRole("slider", { name: "Point of the run" })).toHaveValue("500");
  await expect(foundOf(page)).toHaveText("1 of 500 entries match");
  await expect(lineOf(page, 123)).toBeVisible();
  await expect(search).toHaveValue("sym123:");
});

test("a file chosen before the page's code has come is read once it has", async ({ page }) => {
  const file = {
    ...{ name: "early.csv", mimeType: "text/csv" },
    buffer: Buffer.from("Symbol,Quantity,Entry Price Per Share,Entry Date\nAAPL,10,150,2024-01-02\n"),
  };
  await useEarly(page, "/onboarding", () => page.getByLabel("Choose a file").setInputFiles(file));
  await expect(page.getByRole("button", { name: "Import 1 position and start" })).toBeVisible();
});

test("the holdings and the definitions hear what was typed before the page's code has come", async ({ page }) => {
  const { portfolioId, runId } = await onboardSample(page.request);
  await page.goto(`/runs/${runId}`);
  expect(await endOfRun(page)).toBe("completed");

  const holdings = page.getByRole("searchbox", { name: "Filter by symbol, company or tag" });
  await useEarly(page, `/portfolios/${portfolioId}`, () => holdings.fill("unheard-of"));
  await expect(page.getByText("No position matches “unheard-of”.")).toBeVisible();
  await expect(holdings).toHaveValue("unheard-of");

  const definitions = page.getByRole("searchbox", { name: "Find a definition" });
  await useEarly(page, "/numbers", () => definitions.fill("sortino"));
  await expect(page.getByRole("status").filter({ hasText: "definition" })).toHaveText(/^\d definitions?$/);
});
