import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type APIRequestContext, expect, type Locator, type Page, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { expectAccessible } from "./accessible.ts";
import { endOfRun } from "./portfolios.ts";

interface Day {
  readonly date: string;
  readonly equity: number;
  readonly xirr: number | null;
}

/** An account of funds, a house and a buy-out, computed once. */
async function onboardPrivate(page: Page): Promise<string> {
  const answer = await page.request.post("/api/v1/portfolios", {
    multipart: {
      file: createReadStream("tests/fixtures/portfolios/mixed-private.csv"),
      ...{ name: "Mixed", accountName: `Mixed ${randomUUID().slice(0, 8)}`, accountType: "taxable" },
      ...{ openingEquity: "1000000", priceSource: "sample", importAgain: "true" },
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  const { portfolio, run } = await answer.json();
  await page.goto(`/runs/${run.id}`);
  expect(await endOfRun(page)).toMatch(/completed|partial/);
  return portfolio.id;
}

async function newest(request: APIRequestContext, id: string): Promise<Day> {
  const { snapshots } = await (await request.get(`/api/v1/portfolios/${id}/snapshots`)).json();
  return required<Day>(snapshots.at(-1), "a snapshot");
}

async function holding(request: APIRequestContext, id: string, symbol: string) {
  const { positions } = await (await request.get(`/api/v1/portfolios/${id}/positions`)).json();
  return required<{ value: { price: number; quantity: number } }>(
    positions.find((each: { symbol: string }) => each.symbol === symbol),
    symbol,
  );
}

async function fill(dialog: Locator, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label).fill(value);
}

/** Chooses from the menu of a row of the holdings. */
async function choose(page: Page, symbol: string, what: string): Promise<void> {
  await page.getByRole("button", { name: `Edit ${symbol}`, exact: true }).click();
  await page.getByRole("menuitem", { name: what }).click();
}

/** Runs what is pending and comes back. */
async function runNow(page: Page, id: string): Promise<void> {
  await page.getByRole("button", { name: "Run now" }).click();
  await page.waitForURL(/\/runs\//);
  expect(await endOfRun(page)).toMatch(/completed|partial/);
  await page.goto(`/portfolios/${id}`);
}

const pendingOf = (page: Page) => page.getByRole("status").filter({ hasText: "not in these figures yet" });

test("flows, exits and valuations become part of the figures, to the cent, and are changed and deleted", async ({
  page,
}) => {
  const id = await onboardPrivate(page);
  const before = await newest(page.request, id);
  expect(before.xirr).toBeNull();
  const { price, quantity } = (await holding(page.request, id, "GLD")).value;

  await page.goto(`/portfolios/${id}?tab=events`);
  await expect(page.getByText("7 events")).toBeVisible();
  await page.getByRole("button", { name: "Add cash flow" }).click();
  const flow = page.getByRole("dialog", { name: "Add cash flow" });
  await flow.getByRole("button", { name: "Add cash flow" }).click();
  await expect(flow.getByLabel("Amount ($)")).toBeFocused();
  await expect(flow.getByLabel("Amount ($)")).toHaveAccessibleDescription(/The amount is missing/);
  await expectAccessible(page, "the dialog of a cash flow");
  await fill(flow, { "Amount ($)": "25,000", Date: "2025-03-03", Note: "bonus" });
  await page.keyboard.press("Enter");
  await expect(flow).toHaveCount(0);
  await expect(pendingOf(page)).toContainText("1 change since Mar 3, 2025 is not in these figures yet");
  await expect(page.locator(".button--primary").filter({ visible: true })).toHaveText("Run now");
  await expect(page.getByRole("row", { name: /Money put in.*bonus.*\+25,000\.00/ })).toBeVisible();

  await page.getByRole("tab", { name: "Holdings" }).click();
  await choose(page, "GLD", "Exit…");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Edit GLD", exact: true })).toBeFocused();
  await choose(page, "GLD", "Exit…");
  const exit = page.getByRole("dialog", { name: "Exit GLD" });
  await fill(exit, { "Exit date": before.date, "Exit price per share ($)": (price + 1).toFixed(6) });
  await exit.getByRole("button", { name: "Exit position" }).click();
  await expect(exit).toHaveCount(0);
  await choose(page, "HOME_EQUITY", "Add valuation…");
  const valuation = page.getByRole("dialog", { name: "Add valuation" });
  await fill(valuation, { "Price per unit ($)": "360000", Date: before.date });
  await valuation.getByRole("button", { name: "Add valuation" }).click();
  await expect(pendingOf(page)).toContainText("3 changes since Mar 3, 2025 are not in these figures yet");
  await expectAccessible(page, "pending edits");

  await runNow(page, id);
  await expect(pendingOf(page)).toHaveCount(0);
  const after = await newest(page.request, id);
  const gained = Number((price + 1).toFixed(6)) * quantity - price * quantity + 10_000;
  expect(after.equity - before.equity).toBeCloseTo(25_000 + gained, 2);
  expect(after.xirr).toEqual(expect.any(Number));
  await page.goto(`/portfolios/${id}?tab=risk`);
  await expect(page.getByText("Money-weighted")).toBeVisible();

  await page.goto(`/portfolios/${id}?tab=events`);
  await page.getByLabel("Which events").selectOption({ label: "Splits and dividends" });
  await expect(page.getByRole("row", { name: /Dividend of VTI/ }).first()).toContainText("a share");
  await page.getByLabel("Which events").selectOption({ label: "What you entered" });
  await page.getByRole("button", { name: /^Edit Money put in/ }).click();
  const change = page.getByRole("dialog", { name: "Change cash flow" });
  await expect(change.getByLabel("Amount ($)")).toHaveValue("25000");
  await change.getByLabel("Direction").selectOption("out");
  await fill(change, { "Amount ($)": "5000" });
  await change.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /Money taken out.*−5,000\.00/ })).toBeVisible();
  await page.getByRole("button", { name: /^Delete Valuation of HOME_EQUITY/ }).click();
  const sure = page.getByRole("alertdialog");
  await expectAccessible(page, "the question before a deletion");
  await sure.getByRole("button", { name: "Delete" }).click();
  await expect(sure).toHaveCount(0);
  await page.getByRole("button", { name: /^Take back Exit of GLD/ }).click();
  await sure.getByRole("button", { name: "Take back" }).click();
  await expect(pendingOf(page)).toContainText("3 changes");
  await runNow(page, id);
  const last = await newest(page.request, id);
  expect(last.equity - before.equity).toBeCloseTo(-5000, 2);
});

test("positions are added, changed and deleted; what is wrong is said at its field", async ({ page }) => {
  const id = await onboardPrivate(page);
  await page.goto(`/portfolios/${id}?tab=events`);
  await page.getByRole("button", { name: "Add position" }).click();
  const add = page.getByRole("dialog", { name: "Add position" });
  await add.getByLabel("Kind").selectOption({ label: "Call option" });
  await fill(add, { "Underlying symbol": "gld", "Strike price ($)": "0", Contracts: "2" });
  await add.getByRole("button", { name: "Add position" }).click();
  await expect(add.getByLabel("Strike price ($)")).toBeFocused();
  await expect(add.getByLabel("Entry date")).toHaveAccessibleDescription(/missing/);
  await expectAccessible(page, "the dialog of a position");
  const entry = { "Entry price per share ($)": "4.5", "Entry date": "2025-02-03" };
  await fill(add, { "Strike price ($)": "260", "Expiration date": "2027-01-15", ...entry });
  await add.getByRole("button", { name: "Add position" }).click();
  await expect(page.getByRole("row", { name: /Entry of GLD Call 260 · Jan 15, 2027.*−900\.00/ })).toBeVisible();

  await page.getByRole("button", { name: /^Edit Entry of BND/ }).click();
  const change = page.getByRole("dialog", { name: "Change BND" });
  await fill(change, { Quantity: "1000" });
  await page.keyboard.press("Escape");
  await expect(change).toHaveCount(0);
  await expect(page.getByRole("row", { name: /Entry of BND/ })).toContainText("900 at");

  for (const keys of [["Escape"], ["Tab", "Escape"]]) {
    await page.getByRole("button", { name: /^Delete Entry of BND/ }).click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
    for (const key of keys) await page.keyboard.press(key);
    await expect(page.getByRole("alertdialog")).toHaveCount(0);
  }
  await page.getByRole("button", { name: /^Delete Entry of BND/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("row", { name: /Entry of BND/ })).toHaveCount(0);
  await expect(pendingOf(page)).toContainText("2 changes since Jan 2, 2025");
});

test("a scenario of one's own is entered, named again and deleted on the stress tab", async ({ page }) => {
  const id = await onboardPrivate(page);
  await page.goto(`/portfolios/${id}?tab=stress`);
  await page.getByRole("button", { name: "Add scenario" }).click();
  const add = page.getByRole("dialog", { name: "Add scenario" });
  await fill(add, { Name: "My crash", "Market (%)": "-120" });
  await add.getByRole("button", { name: "Add scenario" }).click();
  await expect(add.getByLabel("Market (%)")).toBeFocused();
  await expect(add.getByLabel("Market (%)")).toHaveAccessibleDescription(/above −100%/);
  await expectAccessible(page, "the dialog of a scenario");
  await fill(add, { "Market (%)": "-40" });
  await add.getByRole("button", { name: "Add scenario" }).click();
  await expect(page.getByText("My crash")).toBeVisible();
  await runNow(page, id);
  await page.goto(`/portfolios/${id}?tab=stress`);
  await expect(page.locator("li").filter({ hasText: "My crash" })).toContainText("%");
  await page.getByRole("button", { name: "Delete My crash" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("My crash")).toHaveCount(0);
});
