import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { endOfRun, onboardSample } from "./portfolios.ts";

/** What of the page is white or black: the background, and the text of the heading. */
async function inkOf(page: Page): Promise<readonly string[]> {
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const heading = await page.getByRole("heading", { level: 1 }).evaluate((element) => getComputedStyle(element).color);
  return [background, heading];
}

/** How far anything that is seen reaches over the sheet. */
async function overhang(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

test("a finished run and a portfolio are printed black on white, without rail, buttons and log, in the dark theme too", async ({
  page,
}) => {
  const { portfolioId, runId } = await onboardSample(page.request);
  await page.addInitScript(() => localStorage.setItem("nonet.theme", "dark"));
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  for (const path of [`/runs/${runId}`, `/portfolios/${portfolioId}`]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 718, height: 1000 });
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
    expect(await inkOf(page)).toEqual(["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
    await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
    await expect(page.getByRole("log")).toBeHidden();
    await expect(page.locator(".button").filter({ visible: true })).toHaveCount(0);
    expect([path, await overhang(page)]).toEqual([path, 0]);
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize({ width: 1280, height: 800 });
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  }
});

test("a report has all holdings, not the page of them that the tab shows", async ({ page }) => {
  const rows = Array.from({ length: 60 }, (_, index) => `KO,${index + 1},60,2026-06-01`);
  const csv = ["Symbol,Quantity,Entry Price Per Share,Entry Date", ...rows].join("\n");
  const made = await page.request.post("/api/v1/portfolios", {
    multipart: {
      file: { name: "sixty.csv", mimeType: "text/csv", buffer: Buffer.from(csv) },
      ...{ name: "Sixty", accountName: `Sixty ${randomUUID().slice(0, 8)}`, accountType: "taxable" },
      ...{ openingEquity: "200000", priceSource: "sample" },
    },
  });
  const { portfolio, run } = await made.json();
  await page.goto(`/runs/${run.id}`);
  await endOfRun(page);
  await page.goto(`/portfolios/${portfolio.id}`);
  const rowsOf = (name: string) => page.getByRole("tabpanel", { name }).locator("tbody tr:has-text('KO')");
  await expect(rowsOf("Holdings")).toHaveCount(50);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("10 more positions are not on this paper")).toBeVisible();
  const whichTab = page.getByText("Printed from the Holdings tab. The Report tab prints all figures.");
  await expect(whichTab).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await expect(whichTab).toBeHidden();
  await page.getByRole("tab", { name: "Report" }).click();
  await expect(rowsOf("Report")).toHaveCount(60);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(/^Printed from the/)).toHaveCount(0);
  await expect(rowsOf("Report").last()).toBeVisible();
  await expect(page.getByText(/not on this paper/).filter({ visible: true })).toHaveCount(0);
});

test("what is on the page is on the paper: all phases, all holdings, and where links outside lead", async ({
  page,
}) => {
  const { portfolioId, runId } = await onboardSample(page.request);
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("[data-phase]").filter({ visible: true })).toHaveCount(9);
  await page.goto(`/portfolios/${portfolioId}`);
  await page.waitForLoadState("networkidle");
  const { positions } = await (await page.request.get(`/api/v1/portfolios/${portfolioId}/positions`)).json();
  const table = page.getByRole("tabpanel", { name: "Holdings" }).getByRole("table");
  for (const { symbol } of positions) await expect(table).toContainText(symbol);
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("tab", { name: "Report" }).click();
  const cards = [
    "Holdings",
    "Factor exposures",
    "Volatility",
    "Risk over time",
    "Return against risk",
    "Stress scenarios",
  ];
  for (const name of cards) await expect(page.getByRole("heading", { level: 2, name, exact: true })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  for (const name of ["Exposures", "Data quality", ...cards])
    await expect(page.getByRole("heading", { level: 2, name, exact: true })).toBeVisible();
  const outside = page.getByRole("link", { name: "Chart by TradingView" });
  expect(await outside.evaluate((link) => getComputedStyle(link, "::after").content)).toContain("https://");
});
