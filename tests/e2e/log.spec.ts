import { expect, type Page, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { connect } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { ERROR_EVERY, storeLongLog, storeMoreLines, WARNING_EVERY } from "#tests/fixtures/long-log.ts";
import { expectAccessible } from "./accessible.ts";
import { withWorkersPaused } from "./workers.ts";

const LINES = 100_000;
const LINE_PX = 24;
/** Where the first line stands when there are earlier ones to load. */
const ABOVE_FIRST_PX = 36;

const database = connect(
  required(connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL }), "the product's database"),
);
test.afterAll(() => database.end());

const logOf = (page: Page) => page.getByRole("log");
const lineOf = (page: Page, seq: number) => logOf(page).locator(`[data-seq="${seq}"]`);

/** The first entry that is wholly in view, and how far down it is. */
const placeOf = (page: Page) =>
  logOf(page).evaluate((box) => {
    const top = box.getBoundingClientRect().top;
    const lines = [...box.querySelectorAll("[data-seq]")];
    const first = lines.find((line) => line.getBoundingClientRect().top >= top);
    return { seq: Number(first?.getAttribute("data-seq")), down: first && first.getBoundingClientRect().top - top };
  });

const heightAbove = (page: Page) => logOf(page).evaluate((box) => box.scrollTop);

/** From the upper edge of the log to an entry. */
const heightTo = async (page: Page, seq: number) => {
  const [log, line] = await Promise.all([logOf(page).boundingBox(), lineOf(page, seq).boundingBox()]);
  return required(line, `entry ${seq}`).y - required(log, "the log").y;
};

test("[LOG4] a log of 100,000 entries pages back by scrolling, and the reader's place stays", async ({ page }) => {
  const runId = await storeLongLog(database, { lines: LINES });
  await page.goto(`/runs/${runId}`);
  await expect(lineOf(page, LINES)).toBeVisible();

  // What is read before the first entry held does not move it.
  await logOf(page).focus();
  for (const first of [LINES - 199, LINES - 399]) {
    await page.keyboard.press("Home");
    await expect.poll(() => heightAbove(page)).toBeGreaterThan(100 * LINE_PX);
    await expect(lineOf(page, first - 1)).toBeAttached();
    expect(await heightTo(page, first)).toBeCloseTo(ABOVE_FIRST_PX, 0);
  }
  await logOf(page).evaluate((box) => box.scrollBy(0, -2_000));
  await expect.poll(async () => (await placeOf(page)).seq).toBeLessThan(LINES - 450);

  await page.keyboard.press("End");
  await expect(lineOf(page, LINES)).toBeVisible();
});

test("[LOG4] level, phase and text are looked for in the whole log", async ({ page }) => {
  const runId = await storeLongLog(database, { lines: LINES });
  await page.goto(`/runs/${runId}`);
  const found = page.getByText(/entries match$/);

  await page.getByRole("searchbox", { name: "Search the whole log" }).fill("sym1234:");
  await expect(found).toHaveText("1 of 100,000 entries match");
  await expect(lineOf(page, 1_234)).toBeVisible();
  await expect(lineOf(page, 1_234).locator("mark")).toHaveText("SYM1234:");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Back to all entries" }).click();
  await expect(lineOf(page, LINES)).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveValue("");

  await page.getByRole("button", { name: /^Errors/ }).click();
  await expect(found).toHaveText(`${LINES / ERROR_EVERY} of 100,000 entries match`);
  await expect(logOf(page).locator("[data-seq]")).toHaveCount(LINES / ERROR_EVERY);
  await page.getByRole("combobox", { name: "Phase" }).selectOption("Market Data Collection");
  await expect(found).toHaveText("0 of 100,000 entries match");
  await expect(logOf(page)).toContainText("No entry matches.");
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

    await page.getByRole("button", { name: /^Warnings/ }).click();
    await expect(page.getByText(/entries match$/)).toHaveText("10 of 5,030 entries match");
    await storeMoreLines(database, runId, WARNING_EVERY);
    await expect(page.getByText(/entries match$/)).toHaveText("11 of 5,530 entries match");
    await expect(lineOf(page, 5_500)).toBeVisible();
    await database.sql`update runs set status = 'completed' where id = ${runId}`;
  });
});
