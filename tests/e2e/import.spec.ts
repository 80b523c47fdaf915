import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { parsePositions } from "#lib/portfolio-import/positions-csv.ts";
import { expectAccessible } from "./accessible.ts";
import { test } from "./newcomer.ts";
import { choosePositions, positionsFile } from "./positions-files.ts";

const ownName = (name: string) => `${name} ${Date.now()}`;

/** Counts what is sent to be stored. */
function sentImports(page: Page): () => number {
  let sent = 0;
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/api/v1/portfolios")) sent += 1;
  });
  return () => sent;
}

test("broken.csv: every problem is shown with its line, its column, its code and what to do", async ({ page }) => {
  const sent = sentImports(page);
  await choosePositions(page, "broken");
  const { problems } = parsePositions(readFileSync(positionsFile("broken")), { today: "2026-01-02" });
  const list = page.getByRole("region", { name: "Problems" });
  await expect(list.getByRole("listitem")).toHaveCount(problems.length);
  for (const { row, column, code, message } of problems) {
    const item = list
      .getByRole("listitem")
      .filter({ hasText: code })
      .filter({ hasText: `Line ${row}` });
    await expect(item).toContainText(message);
    if (column) await expect(item.getByRole("button")).toHaveText(`Line ${row}, ${column}`);
  }
  await expectAccessible(page);

  await list.getByRole("button", { name: "Line 6, Quantity" }).click();
  const cell = page.locator('[data-wrong][data-column="Quantity"]').filter({ hasText: "ten" });
  await expect(cell).toBeFocused();
  await expect(cell).toHaveAccessibleDescription(/The quantity is not a number\. Write it like 1500/);

  await page.getByRole("button", { name: "Import and start" }).click();
  await expect(page.getByRole("heading", { name: "problems to fix" })).toBeFocused();
  expect(sent()).toBe(0);
});

test("equal rows are imported once it is said that they are fills of their own", async ({ page }) => {
  await choosePositions(page, "broken");
  await expect(page.getByText("ERR_POS_023")).toBeVisible();
  await page.getByLabel("fills of their own").check();
  await expect(page.getByText("ERR_POS_023")).toHaveCount(0);
  await expect(page.getByText("ERR_POS_004")).toBeVisible();
});

test("messy-but-valid.csv: two positions, and what was left out is named", async ({ page }) => {
  await choosePositions(page, "messy-but-valid");
  await expect(page.getByRole("status").filter({ hasText: "2 positions" })).toContainText("ready to import");
  await expect(page.getByRole("rowheader")).toHaveText(["2", "4"]);
  await expect(page.getByText("Line 5: Totals row")).toBeVisible();
});

test("a file that is none, or too large, is refused in words and the form keeps what was entered", async ({ page }) => {
  await choosePositions(page, "real-us-20");
  await page.getByLabel("Account name").fill("Kept");
  const another = page.getByLabel("Choose another file");
  const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]);
  await another.setInputFiles({ name: "picture.png", mimeType: "image/png", buffer: picture });
  await expect(page.getByText("ERR_CSV_002")).toBeVisible();
  const huge = Buffer.alloc(10 * 1024 * 1024 + 1, "a");
  await another.setInputFiles({ name: "huge.csv", mimeType: "text/csv", buffer: huge });
  await expect(page.getByRole("alert").filter({ hasText: "huge.csv is larger than 10 MB" })).toBeInViewport();
  await expect(page.getByLabel("Account name")).toHaveValue("Kept");
});

test("real-us-20.csv is uploaded and leads to its run; its account name is then taken", async ({ page }) => {
  const sent = sentImports(page);
  const accountName = ownName("Broker");
  await choosePositions(page, "real-us-20");
  await page.getByRole("button", { name: "Import 20 positions and start" }).click();
  await expect(page.getByLabel("Account name")).toBeFocused();
  await expect(page.getByLabel("Account value on Dec 3, 2018")).toHaveAccessibleDescription(/missing/);
  expect(sent()).toBe(0);

  await page.getByLabel("Account name").fill(accountName);
  await page.getByRole("button", { name: /^Use \$1,487,240\.00/ }).click();
  await expect(page.getByLabel("Account value on Dec 3, 2018")).toHaveValue("1,487,240.00");
  await page.getByLabel("Account value on Dec 3, 2018").fill("2,500,000");
  await page.getByLabel("Price files", { exact: true }).check();
  await page.getByText("Advanced").click();
  await page.getByLabel("Analyse from").fill("2018-12-03");
  await page.getByLabel("Analyse to").fill("2019-12-06");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Import 20 positions and start" }).click();
  await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
  expect(sent()).toBe(1);
  const { portfolios } = await (await page.request.get("/api/v1/portfolios")).json();
  const stored = portfolios.find((each: { accountName: string }) => each.accountName === accountName);
  expect(stored).toMatchObject({ name: "Real us 20", positionCount: 20, priceSource: "files", simulated: false });

  await choosePositions(page, "real-us-20");
  await page.getByLabel("Account name").fill(accountName.toUpperCase());
  await page.getByLabel(/^Account value/).fill("2500000");
  await page.getByRole("button", { name: "Import 20 positions and start" }).click();
  await expect(page.getByLabel("Account name")).toHaveAccessibleDescription(/already have an account with this name/);
});

test("what only the server knows is shown at its place, and the same request sent again makes nothing twice", async ({
  page,
}) => {
  await choosePositions(page, "messy-but-valid");
  const keys: (string | undefined)[] = [];
  const answers = [
    { status: 503, contentType: "text/plain", body: "down" },
    {
      status: 422,
      contentType: "application/problem+json",
      body: JSON.stringify({
        ...{ code: "ERR_PORT_008", detail: "The positions file has problems", fix: "Correct the rows listed." },
        errors: [{ row: 4, column: "Symbol", symbol: "MSFT", code: "ERR_POS_003", message: "Said by the server" }],
      }),
    },
  ];
  await page.route("**/api/v1/portfolios", async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    const answer = answers.shift();
    await (answer ? route.fulfill(answer) : route.continue());
  });
  await page.getByLabel("Account name").fill(ownName("Messy"));
  await page.getByLabel(/^Account value/).fill("300000");
  await page.getByLabel("Simulated market").check();
  const start = page.getByRole("button", { name: "Import 2 positions and start" });
  await start.click();
  await expect(page.getByRole("alert").filter({ hasText: "status 503" })).toBeVisible();
  await start.click();
  const list = page.getByRole("region", { name: "Problems" });
  await expect(list.getByRole("listitem")).toContainText("Said by the server");
  await start.click();
  await page.waitForURL(/\/runs\//);
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
});

test("onboarding works by keyboard alone", async ({ page }) => {
  await page.goto("/onboarding");
  await expect(page.getByRole("heading", { name: "Upload your positions" })).toBeVisible();
  const tabTo = async (name: string | RegExp) => {
    const wanted = page.getByLabel(name).or(page.getByRole("button", { name })).first();
    for (let steps = 0; steps < 40; steps++) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`${name} is not reached by Tab`);
  };
  await tabTo("Choose a file");
  const [dialog] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Space")]);
  await dialog.setFiles(positionsFile("messy-but-valid"));
  await expect(page.getByText("ready to import")).toBeVisible();
  await tabTo("Account name");
  await page.keyboard.type(ownName("Keys"));
  await tabTo(/^Use \$/);
  await page.keyboard.press("Enter");
  await tabTo(/^Live: /);
  // Backwards from the first: by way of the files to upload.
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByLabel("Simulated market")).toBeChecked();
  await expect(page.getByText("makes up a price history for any symbol")).toBeVisible();
  await tabTo("Import 2 positions and start");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/runs\//);
});
