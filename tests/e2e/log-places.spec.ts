import { expect, type Locator, type Page, test } from "@playwright/test";
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

/** A date so many days after a first one. */
const dayAfter = (days: number) => new Date(Date.UTC(2025, 0, 2 + days)).toISOString().slice(0, 10);

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
  await expect(logOf(page)).toBeFocused();

  await search.fill("sym1234");
  await lineOf(page, 12_345).locator("[data-message]").click();
  await expect(currentLine(page)).toHaveAttribute("data-seq", "12345");
  await page.getByRole("button", { name: "Back to all entries" }).click();
  await expect(lineOf(page, 12_346)).toBeVisible();
  await expect(currentLine(page)).toHaveAttribute("data-seq", "12345");
  await expect(currentLine(page)).toBeInViewport();
  await expect(logOf(page)).toBeFocused();
});

test("[LOG4] tried again, what could not be read leaves the focus in the log", async ({ page }) => {
  await page.goto(`/runs/${runId}`);
  await expect(lineOf(page, LINES)).toBeVisible();
  const entries = "**/log/entries?*";
  await page.route(entries, (route) => route.abort());
  await page.getByRole("searchbox", { name: "Search the whole log" }).fill("sym1234");
  await expect(foundOf(page)).toHaveText("Nonet cannot be reached. Check the connection and try again.");
  await page.unroute(entries);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(foundOf(page)).toHaveText("11 of 100,000 entries match");
  await expect(logOf(page)).toBeFocused();

  await page.route(entries, (route) => route.abort());
  await page.getByRole("button", { name: "Back to all entries" }).click();
  await logOf(page).press("Home");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(logOf(page)).toBeFocused();
});

test("[EVT5] lines that count on are one, which says from where to where, until they are asked for", async ({
  page,
}) => {
  const dates = Array.from({ length: 300 }, (_, index) => `Processing date ${dayAfter(index)}... (${index + 1}/300)`);
  const stored = Array.from({ length: 9 }, (_, index) => `Stored SYM${index}: 356 sessions`);
  const messages = [...stored, ...dates];
  const id = await storeLongLog(database, { lines: messages.length, messages });
  await page.goto(`/runs/${id}`);
  const repeats = logOf(page).getByRole("button", { name: /in a row$/ });
  await expect(repeats).toHaveText("× 300");
  // No symbol hides another.
  await expect(logOf(page).locator("[data-seq]")).toHaveCount(10);
  await expect(lineOf(page, messages.length)).toContainText(
    `Processing date ${dayAfter(0)} … ${dayAfter(299)}... (1/300 … 300/300)`,
  );
  await repeats.click();
  await expect(currentLine(page)).toHaveAttribute("data-seq", "10");
  await expect(currentLine(page)).toBeInViewport();
  await expect(currentLine(page)).toContainText(`Processing date ${dayAfter(0)}... (1/300)`);
  await expectAccessible(page);
  await logOf(page).press("End");
  await expect(lineOf(page, messages.length)).toBeVisible();
  await expect(lineOf(page, messages.length - 2)).toBeVisible();
  await page.getByRole("button", { name: "Fold repeats" }).click();
  await expect(repeats).toHaveCount(0);
});

/** The start of each row and the end of the one above, where they differ. */
const gapsOf = (page: Page) =>
  logOf(page).evaluate((box) => {
    const rows = [...box.querySelectorAll("[data-index]")].map((row) => row.getBoundingClientRect());
    return rows.flatMap((row, index) => {
      const above = rows[index - 1];
      return above && Math.abs(above.bottom - row.top) > 0.5 ? [[index, above.bottom, row.top]] : [];
    });
  });

test("[LOG4] each row begins where the one above ends, whatever was thought of its height", async ({ page }) => {
  // Of every length about where a line wraps, or wraps but for the number of repeats.
  const messages = Array.from({ length: 80 }, (_, less) =>
    [1, 2, 3].map(
      (at) =>
        `${"Lines of a length "
          .repeat(8)
          .slice(0, 100 - less)
          .trim()}: ${at}`,
    ),
  ).flat();
  const id = await storeLongLog(database, { lines: messages.length, messages });
  await page.goto(`/runs/${id}`);
  const last = lineOf(page, messages.length);
  await expect(last).toBeVisible();
  await expect.poll(() => gapsOf(page)).toEqual([]);
  await page.reload();
  await expect(last).toBeVisible();
  await page.setViewportSize({ width: 1_100, height: 800 });
  await expect.poll(() => gapsOf(page)).toEqual([]);
  await logOf(page).press("Home");
  await expect(lineOf(page, 3)).toBeVisible();
  await expect.poll(() => gapsOf(page)).toEqual([]);
  await logOf(page)
    .getByRole("button", { name: /in a row$/ })
    .first()
    .click();
  await expect(lineOf(page, 1)).toBeVisible();
  await expect.poll(() => gapsOf(page)).toEqual([]);
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
