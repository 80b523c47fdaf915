import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { expectAccessible } from "./accessible.ts";
import { endOfRun } from "./portfolios.ts";

const SESSIONS = sessionsBetween("2026-06-01", "2026-09-30");
const SPOILT = "2026-09-15";

/** A portfolio with price files of its own, one of whose prices has its decimal point in the wrong place; its run's page. */
async function onboard(page: Page, symbol: string): Promise<string> {
  const closes = SESSIONS.map((date, index) => `${date},${(date === SPOILT ? 100 : 1) * (100 + (index % 5))}`);
  const csv = (name: string, lines: readonly string[]) => ({
    name,
    mimeType: "text/csv",
    buffer: Buffer.from(lines.join("\n")),
  });
  const positions = ["Symbol,Quantity,Entry Price Per Share,Entry Date", `${symbol},10,100,2026-09-01`];
  const answer = await page.request.post("/api/v1/portfolios", {
    multipart: {
      ...{ file: csv("positions.csv", positions), prices: csv(`${symbol}.csv`, ["date,close", ...closes]) },
      ...{ name: "Own prices", accountName: `Own ${randomUUID().slice(0, 8)}`, accountType: "taxable" },
      ...{ openingEquity: "100000", priceSource: "upload", importAgain: "true" },
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  const { run, portfolio } = await answer.json();
  await page.goto(`/runs/${run.id}`);
  return portfolio.id;
}

test("a price a hundredfold stands in quarantine until the owner of the files releases it, and an admin doubts it again", async ({
  page,
}) => {
  const portfolioId = await onboard(page, "PNCE");
  expect(await endOfRun(page)).toBe("partial");
  const phase = page.locator('[data-phase="phase_1"]');
  await phase.getByRole("button", { name: "Market Data Collection" }).click();
  await expect(phase).toContainText("1 price of 1 symbol quarantined");

  await page.goto(`/portfolios/${portfolioId}`);
  const card = page.getByRole("region", { name: "Data quality" });
  await expect(card).toContainText(/PNCE .*2026: 10,\d+ where 10\d is usual \(100×\)/);
  await expectAccessible(page, "a portfolio with a price in quarantine");
  await card.getByRole("button", { name: /^Release PNCE/ }).click();
  await card.getByLabel("Why").fill("as in my books");
  await expectAccessible(page, "a release being decided");
  await card.getByRole("button", { name: "Release", exact: true }).click();
  await expect(card.getByRole("status")).toContainText("1 price of PNCE released.");
  await expect(card.getByText(/where 10\d is usual/)).toHaveCount(0);

  await page.goto("/admin/system");
  await page.getByRole("link", { name: "Prices in quarantine" }).click();
  await page.getByRole("link", { name: "Released" }).click();
  await page.getByRole("searchbox", { name: "Symbol" }).fill("pnce");
  await page.getByRole("searchbox", { name: "Symbol" }).press("Enter");
  const panel = page.getByRole("region", { name: "Prices in quarantine" });
  const row = panel.getByRole("listitem").filter({ hasText: "PNCE" }).first();
  await expect(row).toContainText("“as in my books”");
  await expectAccessible(page, "released prices");
  await row.getByRole("button", { name: /^Quarantine again PNCE/ }).click();
  await row.getByRole("button", { name: "Quarantine again", exact: true }).click();
  await expect(panel.getByRole("status")).toContainText("1 price of PNCE in quarantine again.");
  await page.getByRole("link", { name: "In quarantine" }).click();
  await expect(panel).toContainText("Of another size");
  await expectAccessible(page, "prices in quarantine");
});
