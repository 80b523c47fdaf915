import { expect, test } from "vitest";
import type { EditedPosition } from "./edit-target.ts";
import { filterEvents, timelineOf } from "./timeline.ts";

const SOLD: EditedPosition = {
  ...{ id: "a", symbol: "AAPL", quantity: 10, entryPrice: 5, entryDate: "2025-03-03" },
  ...{ investmentClass: "PUBLIC", investmentSubtype: "STOCK", underlyingSymbol: null, strikePrice: null },
  ...{ expirationDate: null, optionType: null, exitDate: "2025-06-02", exitPrice: 6, quantityAsOf: null },
};
const EVENTS = timelineOf({
  positions: [SOLD, { ...SOLD, id: "b", symbol: "HOUSE", exitDate: null, exitPrice: null }],
  flows: [{ id: "f", date: "2025-06-02", amount: -5, note: null, counted: true }],
  valuations: [{ id: "v", positionId: "b", symbol: "HOUSE", date: "2025-06-02", price: 7, note: null }],
  actions: [{ symbol: "AAPL", date: "2025-05-09", kind: "dividend", value: 0.26 }],
});

test("events stand newest first; those of a day in the order they count, the last on top", () => {
  expect(EVENTS.map(({ date, key }) => `${date} ${key}`)).toEqual([
    ...["2025-06-02 exit a", "2025-06-02 valuation v", "2025-06-02 flow f"],
    ...["2025-05-09 dividend AAPL 2025-05-09", "2025-03-03 entry a", "2025-03-03 entry b"],
  ]);
});

test("a filter lets its kinds through", () => {
  const kept = (filter: Parameters<typeof filterEvents>[1]) => filterEvents(EVENTS, filter).map(({ kind }) => kind);
  expect(kept("all")).toHaveLength(EVENTS.length);
  expect(kept("own")).toEqual(["exit", "valuation", "flow", "entry", "entry"]);
  expect(kept("trades")).toEqual(["exit", "entry", "entry"]);
  expect([kept("flows"), kept("valuations"), kept("actions")]).toEqual([["flow"], ["valuation"], ["dividend"]]);
});
