import { expect, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { connect } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { ERROR_EVERY, storeLongLog, storeMoreLines, WARNING_EVERY } from "#tests/fixtures/long-log.ts";
import { expectAccessible } from "./accessible.ts";
import { foundOf, heightAbove, heightTo, lineOf, logOf, placeOf } from "./logs.ts";
import { withWorkersPaused } from "./workers.ts";

const LINES = 100_000;
const LINE_PX = 24;
/** Where the first line stands when there are earlier ones to load. */
const ABOVE_FIRST_PX = 36;

const database = connect(
  required(connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL }), "the product's database"),
);
test.afterAll(() => database.end());

test("[LOG4] a log of 100,000 entries pages back by scrolling, and the reader's place stays", async ({ page }) => {
  const runId = await storeLongLog(database, { lines: LINES });
  await page.goto(`/runs/${runId}`);
  await expect(lineOf(page, LINES)).toBeVisible();

  // What is read before the first entry held does not move it.
  for (const first of [LINES - 199, LINES - 399]) {
    await logOf(page).evaluate((box) => box.scrollTo(0, 0));
    await expect.poll(() => heightAbove(page)).toBeGreaterThan(100 * LINE_PX);
    await expect(lineOf(page, first - 1)).toBeAttached();
    expect(await heightTo(page, first)).toBeCloseTo(ABOVE_FIRST_PX, 0);
  }
  await logOf(page).evaluate((box) => box.scrollBy(0, -2_000));
  await expect.poll(async () => (await placeOf(page)).seq).toBeLessThan(LINES - 400);

  await logOf(page).press("End");
  await expect(lineOf(page, LINES)).toBeVisible();
  await logOf(page).press("Home");
  await expect(lineOf(page, 1)).toBeVisible();
  await logOf(page).press("End");
  await expect(lineOf(page, LINES)).toBeVisible();
});

test("[LOG4] level, phase and text are looked for in the whole log", async ({ page }) => {
  const runId = await storeLongLog(database, { lines: LINES });
  await page.goto(`/runs/${runId}`);
  const found = foundOf(page);

  await page.getByRole("searchbox", { name: "Search the whole log" }).fill("sym1234:");
  await expect(found).toHaveText("1 of 100,000 entries match");
  await expect(lineOf(page, 1_234)).toBeVisible();
  await expect(lineOf(page, 1_234).locator("mark")).toHaveText("SYM1234:");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Back to all entries" }).click();
  await expect(lineOf(page, LINES)).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveValue("");
  await expect(logOf(page)).toBeFocused();

  await page.getByRole("button", { name: /^Errors/ }).click();
  await expect(found).toHaveText(`${LINES / ERROR_EVERY} of 100,000 entries match`);
  await expect(logOf(page).locator("[data-seq]")).toHaveCount(LINES / ERROR_EVERY);
  await page.getByRole("combobox", { name: "Phase" }).selectOption("Market Data Collection");
  await expect(found).toHaveText("0 of 100,000 entries match");
  await expect(logOf(page)).toContainText("No entry matches.");
});

test("[LOG4] a search that is replaced is broken off; one that is refused says why and what to do", async ({
  page,
}) => {
  const runId = await storeLongLog(database, { lines: 1_000 });
  const asked = Promise.withResolvers<void>();
  await page.route(/entries\?.*q=slow/, () => asked.resolve());
  const problem = { code: "ERR_RUN_007", detail: "The search took too long", fix: "Search for warnings alone." };
  const contentType = "application/problem+json";
  const refuse = { status: 503, contentType, body: JSON.stringify(problem) };
  await page.route(/entries\?.*q=sym1/, (route) => route.fulfill(refuse), { times: 1 });
  await page.goto(`/runs/${runId}`);
  const search = page.getByRole("searchbox", { name: "Search the whole log" });
  await search.fill("slow");
  await asked.promise;
  const brokenOff = page.waitForEvent("requestfailed", (request) => request.url().includes("q=slow"));
  await search.fill("sym1");
  await brokenOff;
  await expect(foundOf(page)).toHaveText("The search took too long. Search for warnings alone.");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(logOf(page)).toBeFocused();
  await expect(foundOf(page)).toHaveText("112 of 1,000 entries match");
});

test("[LOG4] reading further up a live log, nothing moves; a search takes in what arrives", async ({ page }) => {
  await withWorkersPaused(async () => {
    const runId = await storeLongLog(database, { lines: 5_000, status: "running" });
    await page.goto(`/runs/${runId}`);
    await expect(page.locator('[data-sync="live"]')).toBeVisible();
    await logOf(page).evaluate((box) => box.scrollBy(0, -1_200));
    const jump = page.getByRole("button", { name: /Jump to latest/ });
    await expect(jump).toBeVisible();
    const place = await placeOf(page);
    await storeMoreLines(database, runId, 30);
    await expect(jump).toContainText("(30 new)");
    expect(await placeOf(page)).toEqual(place);

    // Who has chosen a line, be it the last one, is not moved on from it.
    await logOf(page).press("End");
    await logOf(page).press("ArrowUp");
    await expect(lineOf(page, 5_030)).toHaveAttribute("aria-current", "true");
    const end = await placeOf(page);
    await storeMoreLines(database, runId, 30);
    await expect(jump).toContainText("(30 new)");
    expect(await placeOf(page)).toEqual(end);

    await page.getByRole("button", { name: /^Warnings/ }).click();
    await expect(foundOf(page)).toHaveText("10 of 5,060 entries match");
    await storeMoreLines(database, runId, WARNING_EVERY);
    await expect(foundOf(page)).toHaveText("11 of 5,560 entries match");
    // Who listens is told once, not with each line that comes; who reads finds no count that is past.
    await expect(page.locator("[data-found-said]")).toBeEmpty();
    await expect(lineOf(page, 5_500)).toBeVisible();
    await database.sql`update runs set status = 'completed' where id = ${runId}`;
  });
});
