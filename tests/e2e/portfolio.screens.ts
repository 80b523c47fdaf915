import { expect, type Page, test } from "@playwright/test";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { takePaperPicture, takePictures } from "./pictures.ts";
import { endOfRun } from "./portfolios.ts";
import { finished, onboardFile, onboardShown } from "./showcase.ts";
import { withWorkersPaused } from "./workers.ts";

const TABS = ["holdings", "factors", "risk", "stress", "sectors", "events", "runs", "report"] as const;

test("portfolios", async ({ page }) => {
  const { portfolioId, runId } = await finished(page, await onboardShown(page.request, "growth", "Brokerage 4417"));
  await finished(page, await onboardShown(page.request, "retiree", "Retirement 0932"));
  await page.goto("/portfolios");
  await expect(page.getByRole("region", { name: "Accounts", exact: true })).toBeVisible();
  await takePictures(page, "portfolios");
  await withWorkersPaused(async () => {
    const first = await onboardShown(page.request, "long-short", "Long/short 7");
    await page.goto(`/portfolios/${first.portfolioId}`);
    await expect(page.getByRole("heading", { name: "Waiting to start" })).toBeVisible();
    await takePictures(page, "portfolio-first-run");
  });

  await page.goto(`/portfolios/${portfolioId}`);
  await page.waitForLoadState("networkidle");
  await takePictures(page, "portfolio");
  await takePaperPicture(page, "paper-portfolio");
  for (const tab of TABS) {
    await page.goto(`/portfolios/${portfolioId}?tab=${tab}`);
    await page.waitForLoadState("networkidle");
    await takePictures(page, `portfolio-${tab}`, page.getByRole("tablist", { name: "Analysis" }));
  }
  await page.goto(`/portfolios/${portfolioId}?tab=holdings`);
  await page.waitForLoadState("networkidle");
  await page
    .getByRole("button", { name: /^Figures of / })
    .first()
    .click();
  await expect(page.getByRole("dialog").getByRole("table")).toHaveCount(2);
  await takePictures(page, "portfolio-symbol");
  await page.goto(`/portfolios/${portfolioId}`);
  await page.getByRole("button", { name: "How drawdown is defined" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await takePictures(page, "portfolio-definition");

  await page.goto(`/runs/${runId}`);
  await expect(page.locator('[data-sync="ended"]')).toBeVisible();
  await takePaperPicture(page, "paper-run");
});

/** A portfolio with prices of its own, one of which is a hundredfold. */
async function onboardDoubted(page: Page): Promise<string> {
  const closes = sessionsBetween("2026-06-01", "2026-09-30").map((date, index) => {
    return `${date},${(date === "2026-09-15" ? 100 : 1) * (100 + (index % 5))}`;
  });
  const csv = (name: string, lines: readonly string[]) => {
    return { name, mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) };
  };
  const positions = ["Symbol,Quantity,Entry Price Per Share,Entry Date", "PNCE,10,100,2026-09-01"];
  const answer = await page.request.post("/api/v1/portfolios", {
    multipart: {
      ...{ file: csv("positions.csv", positions), prices: csv("PNCE.csv", ["date,close", ...closes]) },
      ...{ name: "Own prices", accountName: "Own prices", accountType: "taxable" },
      ...{ openingEquity: "100000", priceSource: "upload", importAgain: "true" },
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  const { run, portfolio } = await answer.json();
  await page.goto(`/runs/${run.id}`);
  await endOfRun(page);
  return portfolio.id;
}

test("an edit, and a price that is not believed", async ({ page }) => {
  const { portfolioId } = await finished(page, await onboardFile(page.request, "mixed-private", "Family office"));
  await page.goto(`/portfolios/${portfolioId}?tab=events`);
  await page.getByRole("button", { name: "Add position" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await takePictures(page, "portfolio-edit");
  await page.goto(`/portfolios/${await onboardDoubted(page)}`);
  const quality = page.getByRole("region", { name: "Data quality" });
  await expect(quality).toContainText("PNCE");
  await takePictures(page, "portfolio-quarantine", quality);
  await page.goto("/numbers");
  await takePictures(page, "numbers");
});
