import { expect, test } from "vitest";
import { holdingRows } from "./holding-rows.ts";
import type { PortfolioHolding } from "./portfolio-data.ts";

const AS_OF = "2019-12-06";

function holding(
  changes: Partial<Omit<PortfolioHolding, "value">>,
  value: Partial<PortfolioHolding["value"]> | null = {},
) {
  return {
    id: "1",
    symbol: "AAPL",
    companyName: "Apple Inc.",
    currency: "USD",
    ...{ investmentClass: "PUBLIC", investmentSubtype: "STOCK", quantityAsOf: null },
    underlyingSymbol: null,
    strikePrice: null,
    adjustedStrike: null,
    expirationDate: null,
    optionType: null,
    quantity: 10,
    entryPrice: 100,
    entryDate: "2018-12-03",
    exitDate: null,
    exitPrice: null,
    closed: false,
    awaits: null,
    tags: [],
    ...changes,
    value: value && {
      date: AS_OF,
      quantity: 10,
      price: 120,
      priceDate: AS_OF,
      marketValue: 1200,
      unrealizedPnl: 200,
      realizedPnl: 0,
      weight: 0.1,
      ...{ priceOrigin: null, priceNote: null, exposure: 1200, greeks: null },
      ...value,
    },
  } satisfies PortfolioHolding;
}
const row = (...given: Parameters<typeof holding>) =>
  holdingRows({ holdings: [holding(...given)], largestWeight: 0.4 })[0]!;

test("a price of the date is current, an older one stale, one without date the entry's, none missing, no value yet to come", () => {
  expect(row({}).priceState).toBe("current");
  expect(row({}, { priceDate: "2019-12-04" }).priceState).toBe("stale");
  expect(row({}, { priceDate: null }).priceState).toBe("entry");
  expect(row({}, { price: null, priceDate: null }).priceState).toBe("missing");
  expect(row({}, null).priceState).toBe("awaited");
  expect(row({ investmentSubtype: "CASH" }, { priceDate: null }).priceState).toBe("current");
});

test("a price is what the ledger says it rests on, whatever its date", () => {
  const state = (priceOrigin: string) => row({}, { priceOrigin, priceDate: "2019-12-04" }).priceState;
  expect(["recent", "model", "valuation", "carried", "entry-price"].map(state)).toEqual([
    "stale",
    "model",
    "valuation",
    "carried",
    "entry",
  ]);
  expect(row({}, { priceOrigin: "session" }).priceState).toBe("current");
});

test("shorts and holdings priced in another currency are marked", () => {
  expect(row({ quantity: -10, currency: "EUR" })).toMatchObject({ isShort: true, foreignCurrency: "EUR" });
  expect(row({ currency: null })).toMatchObject({ isShort: false, foreignCurrency: null });
});

test("a position sold or expired before the date has ended and shows its own quantity and exit price", () => {
  const sold = row(
    { closed: true, exitDate: "2019-06-03", exitPrice: 150, quantity: 10 },
    { date: "2019-06-03", quantity: 0, priceDate: "2019-06-03" },
  );
  expect(sold).toMatchObject({ ended: true, quantity: 10, price: 150, priceState: "current" });
  expect(row({}).ended).toBe(false);
});

test("an option goes by its underlying and its terms", () => {
  const option = row({
    symbol: "AAPL  200117C00150000",
    underlyingSymbol: "AAPL",
    optionType: "CALL",
    ...{ strikePrice: 150, adjustedStrike: 37.5 },
    expirationDate: "2020-01-17",
  });
  expect(option).toMatchObject({
    ...{ name: "AAPL", detail: "Apple Inc.", isShort: false },
    option: {
      underlying: "AAPL",
      kind: "CALL",
      strike: 37.5,
      enteredStrike: 150,
      expiry: "2020-01-17",
      greeks: null,
      asOf: AS_OF,
    },
  });
  expect(row({}).option).toBeNull();
});

test("weights compare with the portfolio's largest one, whatever their sign", () => {
  const holdings = [holding({}, { weight: 0.1 }), holding({}, { weight: -0.4 }), holding({}, null)];
  const rows = holdingRows({ holdings, largestWeight: 0.4 });
  expect(rows.map(({ weightShare }) => weightShare)).toEqual([0.25, 1, 0]);
});

test("what the figures do not have yet is said", () => {
  expect(row({}).awaits).toBeNull();
  expect(row({ awaits: "entry" }, null).awaits).toBe("not computed yet");
  expect(row({ awaits: "exit", exitDate: AS_OF }).awaits).toMatch(/exit not in the figures/);
});

test("a symbol's figures are those of what a position is priced by: nothing of cash and private ones", () => {
  const option = { investmentClass: "OPTIONS", symbol: "AAPL191220C00300000", underlyingSymbol: "AAPL" } as const;
  expect(row(option).pricedBy).toBe("AAPL");
  expect(row({ symbol: "BRK.B" }).pricedBy).toBe("BRK.B");
  expect(row({ investmentClass: "PRIVATE", investmentSubtype: "REAL_ESTATE" }).pricedBy).toBeNull();
  expect(row({ investmentSubtype: "CASH" }).pricedBy).toBeNull();
});
