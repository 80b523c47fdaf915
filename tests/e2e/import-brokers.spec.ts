import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { test } from "./newcomer.ts";
import { choosePositions, manyPositions, positionsFile } from "./positions-files.ts";

const status = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });
const cell = (page: Page, column: string, text: string) =>
  page.locator(`[data-column="${column}"]`).filter({ hasText: text });

for (const [name, title, positions, shares] of [
  ["schwab", "Schwab positions export", 8, "Shares of Jun 29, 2026"],
  ["fidelity", "Fidelity positions export", 8, "Shares of Jun 29, 2026"],
  ["vanguard", "Vanguard positions export", 5, "Today's shares"],
  ["ib-statement", "Interactive Brokers positions export", 5, "Shares of Jun 29, 2026"],
  ["ib-flex", "Interactive Brokers positions export", 5, "Shares of Jun 29, 2026"],
  ["etrade", "E*TRADE positions export", 7, "Shares of Jun 29, 2026"],
] as const) {
  test(`${name}.csv is known by its header, and quantities are in the shares of its day`, async ({ page }) => {
    await choosePositions(page, `brokers/${name}`);
    await expect(page.getByRole("heading", { name: title })).toBeVisible();
    await expect(status(page, `${positions} positions`)).toBeVisible();
    await expect(page.getByRole("radio", { name: shares })).toBeChecked();
  });
}

test("a Fidelity export is imported once the entry dates are given; the same file again adds nothing", async ({
  page,
}) => {
  await choosePositions(page, "brokers/fidelity");
  await page.getByLabel("2 accounts in this file").selectOption({ label: "Only X00000001" });
  await expect(status(page, "7 positions · 7 problems")).toBeVisible();
  await expectAccessible(page, "a broker's export");
  await page.getByLabel("Entry date", { exact: true }).fill("2025-01-06");
  await page.getByRole("button", { name: "Use it for all 7 rows" }).click();
  await expect(status(page, "7 positions · ready to import")).toBeVisible();
  await expect(page.getByText("Entry date 2025-01-06 for 7 rows without one")).toBeVisible();
  await page.getByRole("radio", { name: /^Simulated market/ }).check();
  const splits = page
    .getByRole("group")
    .filter({ hasText: /Splits are not all known yet|\d+ splits? since the entries/ });
  await splits.locator("summary").click();
  await expect(
    splits.getByText(/are not all known yet: they are looked up|^Undone up to each entry/).first(),
  ).toBeVisible();
  await expectAccessible(page, "a broker's export put right");
  await page.getByLabel("Account name").fill("Fidelity");
  await page.getByRole("button", { name: /^Use \$/ }).click();
  await page.getByRole("button", { name: "Import 7 positions and start" }).click();
  await page.waitForURL(/\/runs\//);
  const { portfolios } = await (await page.request.get("/api/v1/portfolios")).json();
  expect(portfolios).toMatchObject([{ accountName: "Fidelity", positionCount: 7 }]);
  const stored = await page.request.get(`/api/v1/portfolios/${portfolios[0].id}/positions`);
  for (const position of (await stored.json()).positions) {
    expect(position).toMatchObject({ entryDate: "2025-01-06", quantityAsOf: expect.stringMatching(/^\d{4}-/) });
  }

  // Nothing was assigned that the file does not say by itself.
  await choosePositions(page, "brokers/fidelity");
  await expect(page.getByRole("heading", { name: "Fidelity positions export" })).toBeVisible();
  await expect(page.getByText("as you assigned them for an earlier file of this kind")).toHaveCount(0);
  await page.getByLabel("2 accounts in this file").selectOption({ label: "Only X00000001" });
  await page.getByLabel("Entry date", { exact: true }).fill("2025-01-06");
  await page.getByRole("button", { name: "Use it for all 7 rows" }).click();
  await page.getByLabel("Account name").fill("Fidelity 2");
  await page.getByRole("button", { name: /^Use \$/ }).click();
  await page.getByRole("radio", { name: /^Simulated market/ }).check();
  await page.getByRole("button", { name: "Import 7 positions and start" }).click();
  const notice = page.getByRole("alert").filter({ hasText: "You imported these positions on" });
  await expect(notice).toContainText("Nothing was added.");
  await expectAccessible(page, "imported before");
  const path = `/portfolios/${portfolios[0].id}`;
  await expect(notice.getByRole("link", { name: "Open it" })).toHaveAttribute("href", path);
  expect((await (await page.request.get("/api/v1/portfolios")).json()).portfolios).toHaveLength(1);
  await notice.getByRole("button", { name: "Import it once more as Fidelity 2" }).click();
  await page.waitForURL(/\/runs\//);
  expect((await (await page.request.get("/api/v1/portfolios")).json()).portfolios).toHaveLength(2);
});

test("problems are put right in their cells by keyboard alone, are checked while one types, and can be undone", async ({
  page,
}) => {
  await choosePositions(page, "broken");
  const problems = page.getByRole("region", { name: "Problems" });
  await problems.getByRole("button", { name: "Line 6, Quantity" }).focus();
  await page.keyboard.press("Enter");
  await expect(cell(page, "Quantity", "ten")).toBeFocused();
  await page.keyboard.press("F2");
  const editor = page.getByRole("textbox", { name: "Quantity, line 6" });
  await expect(editor).toBeFocused();
  await page.keyboard.type("1o");
  await expect(editor).toHaveAccessibleDescription(/The quantity is not a number/);
  await editor.fill("10");
  await expect(editor).toHaveAccessibleDescription(/Quantity can be read/);
  await expectAccessible(page, "a cell while it is changed");
  await page.keyboard.press("Tab");
  const next = page.getByRole("textbox", { name: "Quantity, line 7" });
  await expect(next).toBeFocused();
  await expect(status(page, "16 problems")).toBeVisible();
  await next.fill("5");
  await page.keyboard.press("Escape");
  await expect(cell(page, "Quantity", "0").and(page.locator("[data-wrong]"))).toBeFocused();
  await expect(status(page, "16 problems")).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator('[data-column="Symbol"]:focus')).toContainText("AAPL");
  await page.keyboard.press("Control+z");
  await expect(status(page, "17 problems")).toBeVisible();

  await page.getByRole("button", { name: "Leave line 7 out" }).click();
  await expect(status(page, "16 problems")).toBeVisible();
  await expect(page.getByText("Line 7: Left out by you")).toBeVisible();
  await page.getByRole("button", { name: "Undo Line 7 left out" }).click();
  await expect(status(page, "17 problems")).toBeVisible();
});

test("pasted rows without known names are a guess that is confirmed, and remembered by the names of the columns", async ({
  page,
}) => {
  const text = "Ticker\tAnzahl\tPaid\tWhen\nAAPL\t10\t185.20\t2024-01-05\nMSFT\t5\t370\t1/8/2024";
  await page.goto("/onboarding");
  await page.getByRole("button", { name: "Paste" }).click();
  await page.getByLabel("Rows of a spreadsheet, or CSV").fill(text);
  await expectAccessible(page, "pasting");
  await page.getByRole("button", { name: "Preview these rows" }).click();
  await expect(page.getByRole("heading", { name: "A file of unknown columns" })).toBeVisible();
  await expectAccessible(page, "columns to assign");
  await page.getByLabel(/^Quantity/).selectOption({ label: "Anzahl" });
  await page.getByLabel(/^Symbol/).selectOption({ label: "Ticker" });
  await page.getByLabel(/^Entry Price Per Share/).selectOption({ label: "Paid" });
  await page.getByLabel(/^Entry Date/).selectOption({ label: "When" });
  await expect(status(page, "2 positions · ready to import")).toBeVisible();

  await page.goto("/onboarding");
  await expect(page.getByRole("heading", { name: "Upload your positions" })).toBeVisible();
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  await expect(status(page, "2 positions · ready to import")).toBeVisible();
  await expect(page.getByText("as you assigned them for an earlier file of this kind")).toBeVisible();
});

test("a file dropped anywhere on the page is read", async ({ page }) => {
  await page.goto("/onboarding");
  await expect(page.getByRole("heading", { name: "Upload your positions" })).toBeVisible();
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    const csv = "Symbol,Quantity,Entry Price Per Share,Entry Date\nKO,10,60,2024-01-05";
    dataTransfer.items.add(new File([csv], "dropped.csv", { type: "text/csv" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(status(page, "1 position · ready to import")).toBeVisible();
});

test("a line that is no row is written anew as a whole", async ({ page }) => {
  await page.goto("/onboarding");
  const csv = "Symbol,Quantity,Entry Price Per Share,Entry Date\nKO,1,500,60,2024-01-05\nPG,5,150,2024-01-05";
  const file = { name: "shifted.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
  await page.getByLabel("Choose a file").setInputFiles(file);
  await page.getByRole("button", { name: "Change the whole line 2" }).click();
  await page.getByLabel("Line 2 of the file").fill('KO,"1,500",60,2024-01-05');
  await page.getByRole("button", { name: "Take it" }).click();
  await expect(status(page, "2 positions · ready to import")).toBeVisible();
  await expect(cell(page, "Quantity", "1,500")).toBeVisible();
});

test("10,000 positions are shown, and one of them changed, with few of them in the page", async ({ page }) => {
  await page.goto("/onboarding");
  await page.getByLabel("Choose a file").setInputFiles(manyPositions());
  await expect(status(page, "10,000 positions · ready to import")).toBeVisible();
  expect(await page.getByRole("row").count()).toBeLessThan(80);
  await page.locator('[data-column="Quantity"]').first().focus();
  await page.keyboard.press("F2");
  await page.getByRole("textbox", { name: "Quantity, line 2" }).fill("many");
  await page.keyboard.press("Enter");
  await expect(status(page, "10,000 positions · 1 problem")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(status(page, "10,000 positions · ready to import")).toBeVisible();
  const measures = await page.evaluate(() => performance.getEntriesByType("measure").map(({ name }) => name));
  expect(measures).toEqual(expect.arrayContaining(["import preview", "import recheck"]));
});

test("a file of another account is chosen in place of the first, which asks again for what it lacks", async ({
  page,
}) => {
  await choosePositions(page, "brokers/vanguard");
  await expect(page.getByRole("form", { name: "Entry dates that are missing" })).toContainText("5 rows lack");
  await page.getByLabel("Choose another file").setInputFiles(positionsFile("growth"));
  await expect(page.getByRole("form", { name: "Entry dates that are missing" })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "The template's columns" })).toBeVisible();
});
