import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { test } from "./newcomer.ts";
import { choosePositions } from "./positions-files.ts";

const status = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });
const cell = (page: Page, column: string, text: string) =>
  page.locator(`[data-column="${column}"]`).filter({ hasText: text });

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }, text);
}

async function drop(page: Page, names: readonly string[]): Promise<void> {
  await page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    const csv = "Symbol,Quantity,Entry Price Per Share,Entry Date\nKO,10,60,2024-01-05";
    for (const name of files) dataTransfer.items.add(new File([csv], name, { type: "text/csv" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, names);
}

test("prices that an export lacks: its own are offered, and a column of them can be pasted", async ({ page }) => {
  await choosePositions(page, "brokers/vanguard");
  const card = page.getByRole("region", { name: "3 rows lack the price paid" });
  await card.getByRole("button", { name: "Use the file's prices for all 3 rows" }).click();
  await expect(cell(page, "Entry Price Per Share", "141.2")).toBeVisible();
  await expect(status(page, "5 positions · 5 problems")).toBeVisible();
  await expect(card).toHaveCount(0);
  await page.getByRole("button", { name: /^Undo The file's own price/ }).click();
  await expect(card).toBeVisible();
  await expectAccessible(page, "prices that are missing");

  await cell(page, "Entry Price Per Share", "empty").first().focus();
  await paste(page, "98.5\n1\n180\n1\n21.25\n");
  await expect(page.getByText("5 cells pasted from line 2, Entry Price Per Share on")).toBeVisible();
  await expect(cell(page, "Entry Price Per Share", "21.25")).toBeVisible();
  await cell(page, "Entry Date", "empty").first().focus();
  await page.keyboard.press("F2");
  await paste(page, "2024-01-05\n2024-01-05\n2024-01-08\n2024-01-05\n1/9/2024");
  await expect(status(page, "5 positions · ready to import")).toBeVisible();
});

test("one account of an export that lists several under their titles", async ({ page }) => {
  await choosePositions(page, "brokers/schwab-all-accounts");
  await page.getByLabel("2 accounts in this file").selectOption({ label: "Only Roth IRA ...456" });
  await expect(status(page, "1 position ·")).toBeVisible();
  await expect(page.getByText("Of another account (Individual ...123)")).toBeVisible();
});

test("columns assigned by mistake go back to those the broker's files have", async ({ page }) => {
  await choosePositions(page, "brokers/etrade");
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByLabel(/^Quantity/).selectOption({ label: "Last Price $" });
  await choosePositions(page, "brokers/etrade");
  await expect(page.getByText("as you assigned them for an earlier file of this kind")).toBeVisible();
  await page.getByRole("button", { name: "Use E*TRADE's own columns" }).click();
  await expect(cell(page, "Quantity", "965")).toBeVisible();
  await choosePositions(page, "brokers/etrade");
  await expect(cell(page, "Quantity", "965")).toBeVisible();
  await expect(page.getByText("as you assigned them for an earlier file of this kind")).toHaveCount(0);
});

test("several files at once are not taken in silence for one", async ({ page }) => {
  await page.goto("/onboarding");
  await expect(page.getByRole("heading", { name: "Upload your positions" })).toBeVisible();
  await drop(page, ["a.csv", "b.csv"]);
  await expect(page.getByRole("alert").filter({ hasText: "These are 2 files" })).toBeVisible();
  await drop(page, ["a.csv"]);
  await expect(status(page, "1 position · ready to import")).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "These are 2 files" })).toHaveCount(0);
});

test("of two files dropped one after the other the later is shown, though the first is read last", async ({ page }) => {
  await page.goto("/onboarding");
  await expect(page.getByRole("heading", { name: "Upload your positions" })).toBeVisible();
  const released = await page.evaluateHandle(() => {
    const gate = Promise.withResolvers<void>();
    const read = File.prototype.arrayBuffer;
    File.prototype.arrayBuffer = async function arrayBuffer() {
      if (this.name === "slow.csv") await gate.promise;
      return read.call(this);
    };
    return gate;
  });
  await drop(page, ["slow.csv"]);
  await drop(page, ["quick.csv"]);
  await expect(page.getByText("quick.csv")).toBeVisible();
  await released.evaluate(({ resolve }) => resolve());
  await page.getByLabel("Account name").fill("Quick");
  await expect(page.getByText("quick.csv")).toBeVisible();
  await expect(page.getByText("slow.csv")).toHaveCount(0);
});

test("what was entered outlives a lost connection and the end of the session, and is imported once", async ({
  page,
}) => {
  await choosePositions(page, "growth");
  await page.getByLabel("Account name").fill("Kept");
  const equity = page.getByLabel(/^Account value/);
  await page.getByRole("button", { name: /^Use \$/ }).click();
  await expect(equity).toHaveValue("687,470.50");
  await equity.fill("800000");
  await page.getByRole("radio", { name: /^Simulated market/ }).check();
  await expect(equity).toHaveValue("800,000");
  await page.locator('[data-column="Quantity"]').first().focus();
  await page.keyboard.press("F2");
  await page.keyboard.type("301");
  await page.keyboard.press("Enter");
  const submit = page.getByRole("button", { name: "Import 17 positions and start" });

  // The answer is lost, but not what was asked for.
  await page.route("**/api/v1/portfolios", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await submit.click();
  await expect(page.getByRole("alert").filter({ hasText: "Nonet cannot be reached" })).toBeVisible();
  await page.unroute("**/api/v1/portfolios");

  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await submit.click();
  const alert = page.getByRole("alert").filter({ hasText: "Your session is over" });
  await expect(alert.getByRole("link", { name: "Sign in in a new tab" })).toHaveAttribute("target", "_blank");
  await expectAccessible(page, "the session is over");
  await expect(page.getByLabel("Account name")).toHaveValue("Kept");
  await expect(cell(page, "Quantity", "301")).toBeVisible();

  await page.context().addCookies(cookies);
  await submit.click();
  await page.waitForURL(/\/runs\//);
  expect((await (await page.request.get("/api/v1/portfolios")).json()).portfolios).toHaveLength(1);
});
