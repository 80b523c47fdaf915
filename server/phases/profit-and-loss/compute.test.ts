import { expect, test } from "vitest";
import { portfolioLedger } from "#lib/analytics/portfolio-ledger.ts";
import { balances, snapshotRow } from "./compute.ts";

const KEY = { portfolioId: "p", date: "2025-03-14", runId: "r" };
const [day] = portfolioLedger({
  sessions: Int32Array.of(20_000, 20_001),
  start: 1,
  openingEquity: 500,
  positions: [],
}).days;

test("a snapshot's gross and net come from long and short; negative cash is margin", () => {
  const row = snapshotRow({ ...day!, longExposure: 900, shortExposure: -300, cash: -100 }, KEY);
  expect(row).toMatchObject({ ...KEY, grossExposure: 1200, netExposure: 600, margin: true });
  expect(snapshotRow(day!, KEY)).toMatchObject({ equity: 500, cash: 500, margin: false, pricedShare: null });
  expect(row).not.toHaveProperty("session");
});

test("[PH8] half a cent between cash, market value and equity is noticed", () => {
  expect(balances({ cash: 100, marketValue: 50, equity: 150.004 })).toBe(true);
  expect(balances({ cash: 100, marketValue: 50, equity: 150.006 })).toBe(false);
});
