import { randomInt, randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { openClient } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { expectAccessible } from "./accessible.ts";
import { endOfRun } from "./portfolios.ts";
import { withFault } from "./provider-stubs.ts";

const HEADER = "Symbol,Quantity,Entry Price Per Share,Entry Date";
const FROM = "2026-09-01";

/** Positions that nobody has imported yet: the same ones are not taken twice. */
const fileOf = (...symbols: string[]) => ({
  name: "positions.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    [HEADER, ...symbols.map((symbol) => `${symbol},10,100.${randomInt(100_000, 999_999)},${FROM}`)].join("\n"),
  ),
});

/** A file in preview, with a source chosen. */
async function choose(page: Page, source: string | RegExp, ...symbols: string[]): Promise<void> {
  await page.goto("/onboarding");
  await page.getByLabel("Choose a file").setInputFiles(fileOf(...symbols));
  await page.getByRole("radio", { name: source, exact: true }).check();
}

async function start(page: Page): Promise<void> {
  await page.getByLabel("Account name").fill(`Live ${randomUUID().slice(0, 8)}`);
  await page.getByLabel(/^Account value/).fill("100000");
  await page.getByRole("button", { name: /^Import \d+ positions? and start$/ }).click();
  await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
}

const marketData = (page: Page) => page.locator('[data-phase="phase_1"]');

/** A line of what the first phase opens to. */
const listed = (page: Page, text: RegExp) => marketData(page).getByRole("listitem").filter({ hasText: text });

/** Breakers that a test has opened are not to be met by the next. */
async function forgetOutages(): Promise<void> {
  const connection = connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL });
  const sql = openClient(required(connection, "the product's database"), { max: 1 });
  await sql`delete from provider_states`;
  await sql.end();
}

test.afterEach(forgetOutages);

test("an import is priced by Yahoo Finance, and the run and the portfolio say so", async ({ page }) => {
  await choose(page, "Yahoo Finance", "SPLT", "BRK.B");
  await expect(page.getByText("All 2 symbols are known to Yahoo Finance")).toBeVisible();
  await start(page);
  expect(["completed", "partial"]).toContain(await endOfRun(page));
  await expect(marketData(page)).toContainText("2/2 symbols priced");
  await marketData(page).getByRole("button", { name: "Market Data Collection" }).click();
  await expect(listed(page, /^Yahoo Finance: BRK\.B, SPLT,/)).toBeVisible();
  await expectAccessible(page, "a run with details");

  await page.getByRole("link", { name: "View Portfolio" }).click();
  await expect(page.getByText("Prices from Yahoo Finance")).toBeVisible();
  await expect(page.getByText("Market data from Yahoo Finance, for personal use")).toBeVisible();
});

test("an unknown symbol gets a suggestion; taking it changes the file that is sent, and it can be undone", async ({
  page,
}) => {
  await choose(page, "Yahoo Finance", "OLDN", "SPLT", "NOPE");
  await page.getByRole("button", { name: "2 of 3 symbols are not known to Yahoo Finance" }).click();
  const notice = page.getByRole("region", { name: "Symbols not known to Yahoo Finance" });
  await expect(notice).toContainText("Renamed Inc. (formerly OLDN) · NasdaqGS");
  const cell = page.locator("[data-column=Symbol]").filter({ hasText: "OLDN" });
  await expect(cell).toHaveAccessibleDescription("OLDN is not known to Yahoo Finance.");
  await cell.click();
  await expect(page.getByRole("listitem").filter({ hasText: "OLDN is not known to Yahoo Finance." })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Import 3 positions and start" })).toBeEnabled();
  await expectAccessible(page, "unknown symbols");
  await notice.getByRole("button", { name: "Line 4", exact: true }).click();
  await expect(page.locator("[data-column=Symbol]").filter({ hasText: "NOPE" })).toBeFocused();

  await notice.getByRole("button", { name: "Use NEWN instead of OLDN" }).click();
  await expect(page.getByRole("heading", { name: "1 change for this import" })).toBeFocused();
  await expect(page.getByRole("button", { name: /^1 of 3 symbols is not known/ })).toBeVisible();
  await expect(notice).not.toContainText("OLDN");
  await page.getByRole("button", { name: "Undo OLDN → NEWN" }).click();
  await expect(notice).toContainText("OLDN");
  await notice.getByRole("button", { name: "Use NEWN instead of OLDN" }).click();

  await page.getByRole("button", { name: "Search for it instead of NOPE" }).click();
  const search = page.getByRole("combobox", { name: "Search for what NOPE is" });
  await search.fill("class shares");
  await expect(page.getByRole("option", { name: "BRK.B Class Shares Inc. B" })).toBeVisible();
  await expectAccessible(page, "a symbol search");
  await search.press("Enter");
  await expect(page.getByText("All 3 symbols are known to Yahoo Finance")).toBeVisible();
  await start(page);
  const { portfolios } = await (await page.request.get("/api/v1/portfolios")).json();
  const { positions } = await (await page.request.get(`/api/v1/portfolios/${portfolios[0].id}/positions`)).json();
  expect(positions.map(({ symbol }: { symbol: string }) => symbol)).toEqual(["NEWN", "SPLT", "BRK.B"]);
});

test("symbols of lines that can be read are looked up while others are wrong, each once, and replaced in both", async ({
  page,
}) => {
  const asked: string[][] = [];
  const answer = Promise.withResolvers<void>();
  await page.route("**/api/v1/symbols/check", async (route) => {
    const { source, symbols } = route.request().postDataJSON();
    if (source !== "yahoo") return route.continue();
    asked.push(symbols);
    await answer.promise;
    await route.continue();
  });
  const file = fileOf("OLDN", "SPLT", "OLDN", "RVRS");
  const [header, first, second, third, fourth] = file.buffer.toString().split("\n");
  const wrong = [third?.replace(",10,", ",ten,"), fourth?.replace(",10,", ",many,")];
  await page.goto("/onboarding");
  await page
    .getByLabel("Choose a file")
    .setInputFiles({ ...file, buffer: Buffer.from([header, first, second, ...wrong].join("\n")) });
  await page.getByRole("radio", { name: "Yahoo Finance", exact: true }).check();
  await expect.poll(() => asked).toEqual([["OLDN", "SPLT"]]);
  const mend = async (text: string) => {
    await page.locator("[data-column=Quantity]").filter({ hasText: text }).click();
    await page.getByRole("textbox", { name: /Quantity/ }).fill("10");
    await page.keyboard.press("Enter");
  };
  await mend("many");
  await expect.poll(() => asked).toEqual([["OLDN", "SPLT"], ["RVRS"]]);
  answer.resolve();

  await page.getByRole("button", { name: "1 unknown symbol so far at Yahoo Finance" }).click();
  await expect(page.getByText("Splits are not all known yet").first()).toBeVisible();
  await expectAccessible(page, "unknown symbols beside problems");
  await page.getByRole("button", { name: "Use NEWN instead of OLDN" }).click();
  await expect(page.getByText("3 symbols so far known to Yahoo Finance")).toBeVisible();
  await mend("ten");
  await expect(page.getByText("All 3 symbols are known to Yahoo Finance")).toBeVisible();
  await expect(page.getByRole("button", { name: "Import 4 positions and start" })).toBeEnabled();
});

test("a source that is down fails the run in its own words; another source and a retry complete it", async ({
  page,
}) => {
  await withFault({ provider: "massive", fault: { kind: "status", status: 401 } }, async () => {
    await choose(page, "Massive", "SPLT");
    await expect(page.getByText("1 symbol could not be checked now")).toBeVisible();
    await expectAccessible(page, "symbols that could not be checked");
    await start(page);
    expect(await endOfRun(page)).toBe("failed");
  });
  await expect(marketData(page)).toContainText("The run stopped here");
  await expect(page.locator("[data-ending]")).toContainText("Massive refused the key");
  await expect(page.locator("[data-ending]")).toContainText(
    "Choose another price source or upload price files, then retry.",
  );
  const failed = page.url();
  await page.getByRole("button", { name: "Change price source" }).click();
  const dialog = page.getByRole("dialog", { name: "Change price source" });
  await expect(dialog.getByRole("radio", { name: /^Massive/ })).toBeChecked();
  await expectAccessible(page, "the choice of another price source");
  await dialog.getByRole("radio", { name: "Yahoo Finance", exact: true }).check();
  await dialog.getByRole("button", { name: "Change and retry" }).click();
  await page.waitForURL((url) => url.href !== failed && /\/runs\/[0-9a-f-]{36}$/.test(url.pathname));
  expect(["completed", "partial"]).toContain(await endOfRun(page));
  await marketData(page).getByRole("button", { name: "Market Data Collection" }).click();
  await expect(listed(page, /^Yahoo Finance: SPLT,/)).toBeVisible();

  await page.getByRole("link", { name: "View Portfolio" }).click();
  await page.getByRole("button", { name: "change", exact: true }).click();
  await dialog.getByRole("radio", { name: /^Simulated market/ }).check();
  await dialog.getByRole("button", { name: "Change and run" }).click();
  await page.waitForURL(/\/runs\//);
  expect(["completed", "partial"]).toContain(await endOfRun(page));
  await expect(page.getByText("Simulated prices").first()).toBeVisible();
});

test("what the first provider lacks the next one has, and both are named", async ({ page }) => {
  const lacking = { chart: { result: null, error: { code: "Not Found", description: "No data found" } } };
  const fault = { kind: "status", status: 404, body: lacking } as const;
  await withFault({ provider: "yahoo", path: "/chart/RVRS", fault }, async () => {
    await withFault({ provider: "massive", path: "/RVRS/", fault: { kind: "status", status: 404 } }, async () => {
      await choose(page, /^Live: /, "SPLT", "RVRS");
      await start(page);
      expect(["completed", "partial"]).toContain(await endOfRun(page));
    });
  });
  await marketData(page).getByRole("button", { name: "Market Data Collection" }).click();
  await expect(listed(page, /^Yahoo Finance: SPLT,/)).toBeVisible();
  await expect(listed(page, /^Financial Modeling Prep: RVRS \(1\)/)).toBeVisible();
});
