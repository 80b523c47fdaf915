import { expect, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { connect } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { storeLongLog } from "#tests/fixtures/long-log.ts";
import { expectAccessible } from "./accessible.ts";
import { currentLine, lineOf, logOf } from "./logs.ts";

const LINES = 20_000;

const database = connect(
  required(connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL }), "the product's database"),
);
test.afterAll(() => database.end());

test("[LOG4] on a phone a link leads down to its line, and the log can be put away", async ({ page }) => {
  const runId = await storeLongLog(database, { lines: LINES, length: 200 });
  await page.goto(`/runs/${runId}?line=4711`);
  await expect(lineOf(page, 4_711)).toBeInViewport();
  await expect(currentLine(page)).toHaveAttribute("data-seq", "4711");
  await expectAccessible(page);
  const screen = await page.evaluate(() => document.documentElement.clientWidth);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(screen);
  expect(await logOf(page).evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);

  const heading = page.getByRole("button", { name: /^Activity log/ });
  await heading.click();
  await expect(heading).toHaveAttribute("aria-expanded", "false");
  await expect(logOf(page)).toBeHidden();
  await expect(heading).toContainText("20,000");
  await heading.click();
  await expect(lineOf(page, 4_711)).toBeVisible();
  await page.getByRole("button", { name: "Jump to latest" }).click();
  await expect(logOf(page)).toBeFocused();
  await expect(lineOf(page, LINES)).toBeVisible();
  await page.getByRole("button", { name: "Previous warning or error" }).click();
  await page.getByRole("button", { name: "Previous warning or error" }).click();
  await expect(currentLine(page)).toHaveAttribute("data-seq", "19500");
  await expect(currentLine(page)).toBeInViewport();
});
