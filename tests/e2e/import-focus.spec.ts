import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { test } from "./newcomer.ts";
import { choosePositions, positionsFile } from "./positions-files.ts";

const HEADER = "Symbol,Quantity,Entry Price Per Share,Entry Date";
const problems = (page: Page) => page.getByRole("heading", { name: /problems? to fix/ });
const status = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });

async function dropFile(page: Page, name: string): Promise<void> {
  await page.evaluate((fileName) => {
    const dataTransfer = new DataTransfer();
    const csv = "Symbol,Quantity,Entry Price Per Share,Entry Date\nKO,10,60,2024-01-05";
    dataTransfer.items.add(new File([csv], fileName, { type: "text/csv" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, name);
}

async function pasteByKeyboard(page: Page, text: string): Promise<void> {
  await page.goto("/onboarding");
  await page.getByRole("button", { name: "Paste" }).focus();
  await page.keyboard.press("Enter");
  const field = page.getByLabel("Rows of a spreadsheet, or CSV");
  await expect(field).toBeFocused();
  await field.fill(text);
  await page.getByRole("button", { name: "Preview these rows" }).focus();
  await page.keyboard.press("Enter");
}

test("the focus goes on from a paste to the first problem, else to the preview's heading", async ({ page }) => {
  await pasteByKeyboard(page, `${HEADER}\nAAPL,ten,185.20,2024-01-05`);
  await expect(problems(page)).toBeFocused();
  await pasteByKeyboard(page, `${HEADER}\nAAPL,10,185.20,2024-01-05`);
  await expect(page.getByRole("heading", { name: "Pasted positions" })).toBeFocused();
});

test("what many rows lack is asked for once, where the focus goes first, and told once", async ({ page }) => {
  const rows = ["AAPL", "KO", "PG", "MSFT", "V"].map((symbol) => `${symbol},10,100,`);
  await pasteByKeyboard(page, [HEADER, ...rows].join("\n"));
  await expect(page.getByRole("heading", { name: "5 rows lack an entry date" })).toBeFocused();
  await expect(page.getByRole("region", { name: "Problems", exact: true }).getByRole("listitem")).toHaveCount(1);
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Entry date", { exact: true })).toBeFocused();
});

test("the focus goes on from a file that is chosen, and back to the upload when starting over", async ({ page }) => {
  await page.goto("/onboarding");
  const input = page.getByLabel("Choose a file");
  await input.focus();
  await input.setInputFiles(positionsFile("broken"));
  await expect(problems(page)).toBeFocused();
  await page.getByRole("button", { name: "Start over" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Upload your positions" })).toBeFocused();
});

test("the focus goes on from a line that is left out to what is wrong next, at last to what was changed", async ({
  page,
}) => {
  await pasteByKeyboard(page, `${HEADER}\nAAPL,ten,185.20,2024-01-05\nKO,1,60,2024-01-05\nPG,x,60,2024-01-05`);
  await page.getByRole("button", { name: "Leave line 4 out" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-column="Quantity"]').filter({ hasText: "ten" })).toBeFocused();
  await page.getByRole("button", { name: "Leave line 2 out" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "2 changes for this import" })).toBeFocused();
});

test("what was put right is not thrown away unasked, whichever way another file comes", async ({ page }) => {
  await choosePositions(page, "broken");
  await page.getByRole("button", { name: "Leave line 6 out" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Discard 1 change?" });

  await page.getByRole("button", { name: "Start over" }).click();
  await expect(dialog).toBeVisible();
  await expectAccessible(page, "discarding changes");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByText("1 change for this import")).toBeVisible();
  await expect(page.getByRole("button", { name: "Start over" })).toBeFocused();

  await page.getByLabel("Choose another file").setInputFiles(positionsFile("messy-but-valid"));
  await dialog.getByRole("button", { name: "Keep this file" }).click();
  await expect(page.getByRole("heading", { name: "broken.csv" })).toBeVisible();
  await page.getByLabel("Choose another file").setInputFiles(positionsFile("messy-but-valid"));
  await dialog.getByRole("button", { name: "Keep this file" }).click();
  await dropFile(page, "dropped.csv");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "broken.csv" })).toBeVisible();
  await expect(page.getByText("1 change for this import")).toBeVisible();
  await dropFile(page, "dropped.csv");
  await dialog.getByRole("button", { name: "Discard it" }).click();
  await expect(page.getByRole("heading", { name: "dropped.csv" })).toBeVisible();
  await expect(dialog).toBeHidden();

  // Nothing was put right in this one.
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(page.getByRole("heading", { name: "Upload your positions" })).toBeVisible();
});

test("starting over in spite of changes leads back to the upload", async ({ page }) => {
  await choosePositions(page, "broken");
  await page.getByRole("button", { name: "Leave line 6 out" }).click();
  await page.getByRole("button", { name: "Start over" }).click();
  await page.getByRole("button", { name: "Discard it" }).click();
  await expect(page.getByRole("heading", { name: "Upload your positions" })).toBeFocused();
});

test("numbers that could be two are asked about at their cells, and read once it is said which they are", async ({
  page,
}) => {
  await pasteByKeyboard(page, `${HEADER.replaceAll(",", ";")}\nAAPL;1.234;60;2024-01-05\nKO;5;70;2024-01-05`);
  await expect(status(page, "2 positions · 1 problem")).toBeVisible();
  const cell = page.locator('[data-column="Quantity"]').filter({ hasText: "1.234" });
  await page.getByRole("button", { name: "Line 2, Quantity" }).click();
  await expect(cell).toBeFocused();
  await expectAccessible(page, "decimals in question");
  // Written anew it could be two as well, and is taken as none of them.
  await page.keyboard.press("F2");
  const field = page.getByLabel("Quantity, line 2");
  await field.fill("1,234");
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue("1,234");
  await expect(field).toHaveAccessibleDescription(/could be read in two ways.*write the number anew/);
  await page.keyboard.press("Escape");
  await expect(status(page, "2 positions · 1 problem")).toBeVisible();
  await page.getByRole("radio", { name: /^A comma/ }).check();
  await expect(status(page, "2 positions · ready to import")).toBeVisible();
  await expect(page.locator('[data-column="Quantity"]').first()).toHaveText("1,234");
});

test("a cell's field is open before the next key can come, and the cell has the focus back as soon", async ({
  page,
}) => {
  await pasteByKeyboard(page, `${HEADER}\nAAPL,10,100,2024-01-05\nKO,5,60,2024-01-05`);
  await page.locator('[data-column="Quantity"]').last().focus();
  /** What has the focus once a key's own work is done, before anything else is. */
  const after = (key: string) =>
    page.evaluate(async (key) => {
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      await Promise.resolve();
      return document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.getAttribute("data-column");
    }, key);
  expect(await after("F2")).toBe("Quantity, line 3");
  expect(await after("Escape")).toBe("Quantity");
  expect(await after("ArrowLeft")).toBe("Symbol");
});

test("a line that is gone to again has the focus again, and the filter is still the reader's", async ({ page }) => {
  await pasteByKeyboard(page, `${HEADER}\nAAPL,x,100,2024-01-05\nKO,5,60,2024-01-05`);
  const wrong = page.locator('[data-column="Quantity"]').first();
  for (let turn = 0; turn < 2; turn++) {
    await page.getByRole("button", { name: "Line 2, Quantity" }).click();
    await expect(wrong).toBeFocused();
  }
  await page.getByRole("button", { name: "All lines 2" }).click();
  await page.locator('[data-column="Quantity"]').last().focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator('[data-column="Symbol"]').last()).toBeFocused();
  const few = page.getByRole("button", { name: "Only problems 1" });
  await few.click();
  await expect(few).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator('[data-column="Quantity"]')).toHaveCount(1);
});

test("a corrected amount is read with the file's own decimals", async ({ page }) => {
  await pasteByKeyboard(page, `${HEADER.replaceAll(",", ";")}\nAAPL;10;150,25;2024-01-05\nKO;x;70,5;2024-01-05`);
  const price = page.locator('[data-column="Entry Price Per Share"]').first();
  await page.getByRole("button", { name: "All lines 2" }).click();
  await price.focus();
  await page.keyboard.press("F2");
  await expect(page.getByLabel("Entry Price Per Share, line 2")).toHaveValue("150,25");
  await page.keyboard.type("1,234");
  await page.keyboard.press("Enter");
  await expect(price).toHaveText("1.234");
  const quantity = page.locator('[data-column="Quantity"]').last();
  await page.getByRole("button", { name: "Line 3, Quantity" }).click();
  await expect(quantity).toBeFocused();
  await page.keyboard.press("F2");
  await page.keyboard.type("2,5");
  await page.keyboard.press("Enter");
  await expect(status(page, "2 positions · ready to import")).toBeVisible();
  await expect(quantity).toHaveText("2.5");
});

test("the account's value stays as it was entered while the file is put right, and its suggestion is explained", async ({
  page,
}) => {
  await pasteByKeyboard(page, `${HEADER}\nAAPL,10,100,2024-01-05\nKO,5,60,2024-01-05`);
  const field = page.getByLabel(/^Account value on/);
  await page.getByRole("button", { name: /^Use \$1,300/ }).click();
  await expect(field).toHaveValue("1,300.00");
  await expect(page.getByText("pays for every purchase of the file on its day")).toBeVisible();
  await field.fill("2000");
  await field.blur();
  await expect(field).toHaveValue("2,000");
  await page.getByRole("radio", { name: /^Simulated market/ }).check();
  await page.locator('[data-column="Quantity"]').first().click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("20");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Use \$2,300/ })).toBeVisible();
  await expect(field).toHaveValue("2,000");
});

test("the day of a broker's file is shown and can be changed, and is what its shares are counted in", async ({
  page,
}) => {
  await choosePositions(page, "brokers/schwab");
  const day = page.getByLabel("Day of the file");
  await expect(day).toHaveValue("2026-06-29");
  await expect(page.getByText("As the file says.")).toBeVisible();
  await day.fill("2026-06-26");
  await expect(page.getByRole("radio", { name: "Shares of Jun 26, 2026" })).toBeChecked();
  await expect(page.getByText("The file says 2026-06-29.")).toBeVisible();
});
