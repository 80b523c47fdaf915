import { expect, test } from "vitest";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { ledgerOf } from "../account-ledger.ts";
import { DEFAULT_ASSUMPTIONS } from "../assumptions.ts";
import type { Position } from "../ports.ts";
import { hasExposure, holdingsAt } from "./holdings-at.ts";

const ENTRY = "2025-03-03";
const LAST = "2025-03-14";

/** Two calls at 5 dollars. */
const CALL: Position = {
  ...{ id: "call", symbol: "GONE250620C00050000", quantity: 2, entryPrice: 5, entryDate: ENTRY, quantityAsOf: null },
  ...{ investmentClass: "OPTIONS", investmentSubtype: "CALL", underlyingSymbol: "GONE", strikePrice: 50 },
  ...{ expirationDate: "2025-06-20", optionType: "CALL", exitDate: null, exitPrice: null, valuations: [] },
};

/** Its account, where the underlying closes at `close` on every session; without prices of it where there is none. */
function accountOf(close: number | null) {
  const sessions = sessionsBetween("2025-02-03", LAST);
  const filled = new Float64Array(sessions.length).fill(close ?? 0);
  const column = { close: filled, splits: new Map(), dividends: new Map(), returns: filled.map(() => 0) };
  const columns = new Map(close === null ? [] : [["GONE", column] as const]);
  const account = { positions: [CALL], openingEquity: 10_000, flows: [], assumptions: DEFAULT_ASSUMPTIONS };
  return ledgerOf({ sessions, columns }, ENTRY, account);
}

test("an option whose underlying has no price is held at its market value, and its exposure is not known", () => {
  const holdings = holdingsAt(accountOf(null), LAST);
  expect(holdings).toEqual([{ kind: "option", symbol: "GONE", exposure: 1000, option: null, isUnpriced: true }]);
  expect(holdings.some(hasExposure)).toBe(false);
});

test("with one it is held at its delta exposure", () => {
  const [holding] = holdingsAt(accountOf(52), LAST);
  expect(holding && hasExposure(holding)).toBe(true);
  expect(holding?.option?.units).toBe(200);
  expect(holding?.exposure).toBeGreaterThan(5_000);
  expect(holdingsAt(accountOf(52), "2025-02-28")).toEqual([]);
});
