import { expect, type Locator, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { connect } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { storeLongLog } from "#tests/fixtures/long-log.ts";
import { expectAccessible } from "./accessible.ts";
import { currentLine, foundOf, heightTo, lineOf, logOf, sayingOf } from "./logs.ts";

const LINES = 100_000;

const database = connect(
  required(connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL }), "the product's database"),
);
test.afterAll(() => database.end());

let runId: string;
test.beforeAll(async () => {
  runId = await storeLongLog(database, { lines: LINES });
});
test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("[LOG4] a link leads to its line, in the middle and marked, also under a filter", async ({ page }) => {
  await page.goto(`/runs/${runId}?line=4711`);
  await expect(lineOf(page, 4_711)).toHaveAttribute("aria-current", "true");
  const box = required(await logOf(page).boundingBox(), "the log");
  await expect.poll(async () => Math.abs((await heightTo(page, 4_711)) - box.height / 2)).toBeLessThan(60);
  await expectAccessible(page);

  await lineOf(page, 4_709).getByRole("link").click();
  await expect(sayingOf(page)).toHaveText("Link to the line copied.");
  await expect(page).toHaveURL(`/runs/${runId}?line=4709`);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await page.reload();
  await expect(lineOf(page, 4_709)).toHaveAttribute("aria-current", "true");

  await page.goto(`/runs/${runId}?line=5000&level=warning`);
  await expect(lineOf(page, 5_000)).toHaveAttribute("aria-current", "true");
  await expect(foundOf(page)).toHaveText("190 of 100,000 entries match");
  await expect(lineOf(page, 4_711)).toHaveCount(0);
  await page.goto(`/runs/${runId}?line=4711&level=warning`);
  await expect(lineOf(page, 4_500)).toHaveAttribute("aria-current", "true");
  await expect(sayingOf(page)).toHaveText("Line 4711 is not among these; the nearest before it is shown.");
});

test("[LOG4] the filter of a link is the one that is shown: several levels, and no phase that the run has not", async ({
  page,
}) => {
  await page.goto(`/runs/${runId}?line=10000&level=warning,error&log-phase=phase_99`);
  await expect(lineOf(page, 10_000)).toHaveAttribute("aria-current", "true");
  await expect(foundOf(page)).toHaveText("200 of 100,000 entries match");
  for (const name of [/^Warnings/, /^Errors/]) {
    await expect(page.getByRole("button", { name, pressed: true })).toBeVisible();
  }
  await expect(page.getByRole("button", { name: "All", exact: true })).toHaveAttribute("aria-pressed", "false");
  await expect(page.getByRole("combobox", { name: "Phase" })).toHaveValue("");
});

test("[LOG4] by keys from warning to warning over the whole log, and from line to line", async ({ page }) => {
  await page.goto(`/runs/${runId}`);
  await expect(lineOf(page, LINES)).toBeVisible();
  await logOf(page).press("p");
  await expect(currentLine(page)).toHaveAttribute("data-seq", "100000");
  const boxOf = async (part: Locator) => required(await part.boundingBox(), "a box");
  const latest = page.getByRole("button", { name: /^Jump to latest/ });
  await expect(async () => {
    const line = await boxOf(currentLine(page));
    expect(line.y + line.height).toBeLessThanOrEqual((await boxOf(latest)).y);
  }).toPass();
  await logOf(page).press("p");
  await expect(currentLine(page)).toHaveAttribute("data-seq", "99500");
  await expect(sayingOf(page)).toHaveText(/^Warning, 03:05:44\.500: Fetched SYM99500: /);
  await logOf(page).press("Home");
  await expect(currentLine(page)).toHaveAttribute("data-seq", "1");
  await logOf(page).press("p");
  await expect(sayingOf(page)).toHaveText("No warning or error before this.");
  await page.getByRole("button", { name: "Next warning or error" }).click();
  await expect(currentLine(page)).toHaveAttribute("data-seq", "500");
  await logOf(page).press("ArrowDown");
  await expect(currentLine(page)).toHaveAttribute("data-seq", "501");
  await logOf(page).press("c");
  await expect(page).toHaveURL(/line=501$/);
  await logOf(page).press("Escape");
  await expect(currentLine(page)).toHaveCount(0);
  await logOf(page).press("/");
  await expect(page.getByRole("searchbox", { name: "Search the whole log" })).toBeFocused();
});

test("[LOG4] from match to match, and from a match to what is around it", async ({ page }) => {
  await page.goto(`/runs/${runId}`);
  const search = page.getByRole("searchbox", { name: "Search the whole log" });
  await search.fill("sym1234");
  await expect(foundOf(page)).toHaveText("11 of 100,000 entries match");
  await search.press("Enter");
  await expect(currentLine(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Next match" }).click();
  await logOf(page).press("Home");
  await expect(currentLine(page)).toHaveAttribute("data-seq", "1234");
  await expect(page.getByText("1 / 11")).toBeVisible();
  await search.press("Enter");
  await expect(currentLine(page)).toHaveAttribute("data-seq", "12340");
  await search.press("Shift+Enter");
  await expect(currentLine(page)).toHaveAttribute("data-seq", "1234");
  await currentLine(page).getByRole("button", { name: "Show among all lines" }).click();
  await expect(search).toHaveValue("");
  await expect(currentLine(page)).toHaveAttribute("data-seq", "1234");
  await expect(lineOf(page, 1_235)).toBeVisible();
});

test("[EVT5] repeats in a row are one line until they are asked for", async ({ page }) => {
  await page.goto(`/runs/${runId}`);
  await page.getByRole("combobox", { name: "Phase" }).selectOption("Market Data Collection");
  const repeats = logOf(page).getByRole("button", { name: /in a row$/ });
  await expect(repeats).toHaveCount(1);
  await expect(logOf(page).locator("[data-seq]")).toHaveCount(1);
  // What is before them may come at once: the fold's own first line is then further up than the reader's place.
  await repeats.click();
  await expect(currentLine(page)).toBeInViewport();
  await expect(logOf(page).locator("[data-seq]").nth(10)).toBeVisible();
  await expectAccessible(page);
  await logOf(page).press("End");
  await expect(lineOf(page, LINES - 1)).toBeVisible();
  await expect(lineOf(page, LINES - 3)).toBeVisible();
  await page.getByRole("button", { name: "Fold repeats" }).click();
  await expect(repeats).toHaveCount(0);
});

test("[LOG4] several lines are copied with their times and levels", async ({ page }) => {
  await page.goto(`/runs/${runId}?line=500`);
  await expect(lineOf(page, 500)).toBeVisible();
  await logOf(page).focus();
  await logOf(page).evaluate((box) => {
    const end = (seq: number) => box.querySelector(`[data-seq="${seq}"] > span:last-of-type`);
    const [from, to] = [box.querySelector('[data-seq="499"]'), end(501)];
    if (from && to) getSelection()?.setBaseAndExtent(from, 0, to, 0);
  });
  await page.keyboard.press("ControlOrMeta+c");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const lines = copied.trimEnd().split("\n");
  expect(lines.map((line) => line.replace(/: 254.*/, ""))).toEqual([
    "2025-01-02 03:04:05.499 [INFO] app.services.market_data: Fetched SYM499",
    "2025-01-02 03:04:05.500 [WARNING] app.services.market_data: Fetched SYM500",
    "2025-01-02 03:04:05.501 [INFO] app.services.market_data: Fetched SYM501",
  ]);
});

test("[LOG4] log text is data: markup is shown, not made", async ({ page }) => {
  const markup = '<img src=x onerror="document.title=1"><b>bold</b>';
  const other = await storeLongLog(database, { lines: 1 });
  await database.sql`update run_events set payload = payload || jsonb_build_object('message', ${markup}::text)
    where run_id = ${other}`;
  await page.goto(`/runs/${other}`);
  await expect(lineOf(page, 1)).toContainText(markup);
  await expect(lineOf(page, 1).locator("img, b")).toHaveCount(0);
});
