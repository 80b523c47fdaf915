import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { endOfRun, onboardSample } from "./portfolios.ts";

let analyzedId: string | null = null;

/** The long/short sample, run to its end once for all tests: options, shorts, funds and stocks. */
async function analyzed(page: Page): Promise<string> {
  if (analyzedId !== null) return analyzedId;
  const { portfolioId, runId } = await onboardSample(page.request, "long-short");
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  analyzedId = portfolioId;
  return portfolioId;
}

test("factors, risk and stress of a run are on the page, each number with its definition", async ({ page }) => {
  const portfolioId = await analyzed(page);
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) violations.push(message.text());
  });

  await page.goto(`/portfolios/${portfolioId}?tab=factors`);
  await expect(page.locator("[data-factor]")).toHaveCount(13);
  await expect(page.locator("[data-factor=size-spread]")).toContainText(/VIF \d+\.\d\d/);
  await expect(page.getByText("Options count by their delta")).toBeVisible();
  await expectAccessible(page, "factors");

  await page.goto(`/portfolios/${portfolioId}?tab=risk`);
  await page.getByRole("button", { name: "How historical value at risk 95% is defined" }).click();
  const definition = page.getByRole("dialog");
  await expect(definition).toContainText(/Window/);
  await expect(definition).toContainText(/returns/);
  await page.keyboard.press("Escape");
  const losses = page.getByRole("table").filter({ hasText: "Value at risk" });
  const ofOneDay = await losses.textContent();
  await page.getByRole("button", { name: "10 days" }).click();
  await expect(page.getByText("10 days are 1 day × √10")).toBeVisible();
  expect(await losses.textContent()).not.toBe(ofOneDay);
  await expect(page.getByText("Sharpe ratio")).toBeVisible();
  await expectAccessible(page, "risk");

  await page.goto(`/portfolios/${portfolioId}?tab=stress`);
  await expect(page.locator("[data-scenario]")).toHaveCount(19);
  await page.getByRole("button", { name: "Show 3 past crises" }).click();
  await expect(page.locator("[data-scenario]")).toHaveCount(22);
  await expect(page.locator('[data-scenario="market_down_10"]')).toContainText(/−\$[\d,]+/);
  await expectAccessible(page, "stress");
  expect(violations).toEqual([]);
});

test("the heat map tells each pair to the pointer and to the arrow keys, and says when it cannot be read", async ({
  page,
}) => {
  const portfolioId = await analyzed(page);
  await page.goto(`/portfolios/${portfolioId}?tab=risk`);
  const map = page.getByRole("table", { name: "Correlation of each pair" });
  const told = page.locator("[data-pair]");
  await expect(told).toContainText("Most alike");
  await map.locator('[data-row="0"][data-column="1"]').hover();
  const { correlations } = await (await page.request.get(`/api/v1/portfolios/${portfolioId}/correlations`)).json();
  await expect(told).toContainText(`${correlations.symbols[0]} and ${correlations.symbols[1]}`);
  await map.locator('[data-row="0"][data-column="0"]').focus();
  await expect(told).toContainText(`${correlations.symbols[0]}: 1.00`);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await expect(told).toContainText(`${correlations.symbols[1]} and ${correlations.symbols.at(-1)}`);

  await page.route("**/correlations", (route) => route.abort());
  await page.reload();
  await expect(page.getByRole("alert").filter({ hasText: "The correlations could not be read" })).toBeVisible();
  await expect(page.getByText("Sharpe ratio")).toBeVisible();
  await page.unroute("**/correlations");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(map).toBeVisible();
});

/** By keyboard; a key before the table's code has come is not heard. */
async function pressUntilOpen(button: Locator, dialog: Locator): Promise<void> {
  await expect(async () => {
    // Behind a dialog that has opened late there is no button any more.
    if (!(await dialog.isVisible())) await button.press("Enter", { timeout: 3000 });
    await expect(dialog).toBeVisible({ timeout: 3000 });
  }).toPass();
}

test("options say their terms, what their price is, and their greeks on demand", async ({ page }) => {
  const portfolioId = await analyzed(page);
  await page.goto(`/portfolios/${portfolioId}?tab=holdings`);
  const row = page.getByRole("row").filter({ hasText: "Call 600" });
  await expect(row).toContainText(/SPY.*quote.*by delta/s);
  await expect(page.getByRole("row").filter({ hasText: "Netflix" })).toContainText("short");
  const greeks = page.getByRole("dialog");
  await pressUntilOpen(row.getByRole("button", { name: /Greeks of SPY/ }), greeks);
  for (const name of ["Implied volatility", "Delta", "Gamma", "Vega", "Theta", "Rho", "Delta-adjusted exposure"]) {
    await expect(greeks).toContainText(name);
  }
  await expectAccessible(page, "greeks");
});

test("a symbol's figures open on demand, each with its definition, and say when they cannot be read", async ({
  page,
}) => {
  const portfolioId = await analyzed(page);
  await page.goto(`/portfolios/${portfolioId}?tab=holdings`);
  const address = "**/portfolios/*/symbols/NFLX";
  await page.route(address, (route) => route.abort());
  const button = page.getByRole("button", { name: "Figures of NFLX" });
  const dialog = page.getByRole("dialog", { name: "Figures of NFLX" });
  await pressUntilOpen(button, dialog);
  await expect(dialog.getByRole("alert")).toContainText("The figures of NFLX could not be read");
  await page.unroute(address);
  await dialog.getByRole("button", { name: "Try again" }).click();
  const market = dialog.locator('[data-fit="market-beta"]').first();
  await expect(market).toBeVisible();

  // Each opening asks anew: what failed once is not shown for ever.
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.route(address, (route) => route.abort());
  await pressUntilOpen(button, dialog);
  await expect(dialog.getByRole("alert")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.unroute(address);
  await pressUntilOpen(button, dialog);
  await expect(market).toBeVisible();

  const answer = await page.request.get(`/api/v1/portfolios/${portfolioId}/symbols/NFLX`);
  const { factors, quality } = await answer.json();
  await expect(dialog.getByRole("table", { name: "β to each factor" }).locator("[data-fit]")).toHaveCount(13);
  await expect(market).toContainText(factors.fits[0].beta.toFixed(2));
  await expect(dialog.getByRole("table", { name: "Significance" }).locator("[data-fit]")).toHaveCount(2);
  await expect(dialog.getByRole("region", { name: "Data quality" })).toContainText(`of ${quality.parts.price.most}`);
  for (const name of ["Returns", "Volatility and drawdown", "Price and turnover"]) {
    await expect(dialog.getByRole("region", { name, exact: true })).toBeVisible();
  }
  await expectAccessible(page, "a symbol's figures");

  await dialog.getByRole("button", { name: "How Market Beta (90D) is defined" }).click();
  await expect(page.getByRole("dialog", { name: "Market Beta (90D)" })).toContainText("OLS slope");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test("a factor's exposure is the sum of weight × β over the positions, as the API has them", async ({ page }) => {
  const portfolioId = await analyzed(page);
  const get = async (path: string) => (await page.request.get(`/api/v1/portfolios/${portfolioId}/${path}`)).json();
  const [{ positions }, { factors }] = [await get("positions?view=held"), await get("factors")];
  const sums = new Map<string, number>();
  for (const { symbol, underlyingSymbol, value } of positions) {
    const { factors: of } = await get(`symbols/${underlyingSymbol ?? symbol}`);
    for (const { factor, beta } of of.fits) sums.set(factor, (sums.get(factor) ?? 0) + value.weight * (beta ?? 0));
  }
  expect(factors).toHaveLength(13);
  for (const { factor, exposure } of factors) expect(sums.get(factor), factor).toBeCloseTo(exposure, 9);
});
