import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePositions } from "./positions-csv.ts";
import { SAMPLE_PORTFOLIOS } from "./sample-portfolios.ts";
import { firstDate, suggestedEquity } from "./suggested-equity.ts";

const position = (details: Partial<Parameters<typeof suggestedEquity>[0][number]> = {}) => ({
  investmentClass: "PUBLIC" as const,
  quantity: "10",
  entryPrice: "5",
  entryDate: "2025-01-02",
  exitDate: null,
  exitPrice: null,
  ...details,
});

describe("suggested opening equity", () => {
  it("is what all purchases of a buy-and-hold account cost", () => {
    expect(suggestedEquity([position(), position({ quantity: "1.5", entryPrice: "0.333333" })], null)).toBe("50.50");
  });

  it("rounds up to the cent, so that cash is not short by a fraction", () => {
    expect(suggestedEquity([position({ quantity: "0.000001", entryPrice: "0.000001" })], null)).toBe("0.01");
  });

  it("is exact where floating point is not", () => {
    const tenths = [position({ quantity: "1", entryPrice: "0.1" }), position({ quantity: "1", entryPrice: "0.2" })];
    expect(suggestedEquity(tenths, null)).toBe("0.30");
    expect(suggestedEquity([position({ quantity: "1000000000000", entryPrice: "0.01" })], null)).toBe("10000000000.00");
  });

  it("lets the proceeds of an exit pay for a later purchase, but not for an earlier one", () => {
    const sold = position({ exitDate: "2025-02-03", exitPrice: "8" });
    const after = position({ entryDate: "2025-02-04", entryPrice: "9" });
    const before = position({ entryDate: "2025-02-02", entryPrice: "9" });
    expect(suggestedEquity([sold, after], null)).toBe("60.00");
    expect(suggestedEquity([sold, before], null)).toBe("140.00");
  });

  it("nets what happens on one day", () => {
    const sold = position({ exitDate: "2025-02-03", exitPrice: "8" });
    expect(suggestedEquity([sold, position({ entryDate: "2025-02-03", quantity: "16" })], null)).toBe("50.00");
  });

  it("does not count the proceeds of a short sale, only what closing it cost or earned", () => {
    const short = position({ quantity: "-10" });
    expect(suggestedEquity([short], null)).toBeNull();
    expect(suggestedEquity([short, position()], null)).toBe("50.00");
    expect(suggestedEquity([position({ quantity: "-10", exitDate: "2025-02-03", exitPrice: "8" })], null)).toBe(
      "30.00",
    );
  });

  it("counts a contract as a hundred shares", () => {
    expect(suggestedEquity([position({ investmentClass: "OPTIONS" })], null)).toBe("5000.00");
  });

  it("takes earlier positions over on the first date and leaves out those that were gone by then", () => {
    const gone = position({ exitDate: "2025-01-31", exitPrice: "1" });
    const sold = position({ exitDate: "2025-02-10", exitPrice: "7" });
    expect(suggestedEquity([gone, sold, position({ entryDate: "2025-02-11", quantity: "20" })], "2025-02-03")).toBe(
      "80.00",
    );
  });

  it("covers every day and not a cent more", () => {
    const trade = fc.record({
      quantity: fc.integer({ min: 1, max: 9999 }).map(String),
      entryPrice: fc.integer({ min: 1, max: 9999 }).map((cents) => (cents / 100).toFixed(2)),
      entryDate: fc.integer({ min: 1, max: 20 }).map((day) => `2025-01-${String(day).padStart(2, "0")}`),
      exitDate: fc.option(fc.integer({ min: 21, max: 31 }).map((day) => `2025-01-${day}`)),
    });
    fc.assert(
      fc.property(fc.array(trade, { minLength: 1, maxLength: 8 }), (trades) => {
        const positions = trades.map((each) => position({ ...each, exitPrice: each.exitDate && "3" }));
        const flows = positions.flatMap(({ quantity, entryPrice, entryDate, exitDate }) => [
          { day: entryDate, cents: -Number(quantity) * Math.round(Number(entryPrice) * 100) },
          ...(exitDate ? [{ day: exitDate, cents: Number(quantity) * 300 }] : []),
        ]);
        const lows = flows.map(({ day }) =>
          flows.filter((flow) => flow.day <= day).reduce((sum, f) => sum + f.cents, 0),
        );
        expect(suggestedEquity(positions, null)).toBe((-Math.min(...lows) / 100).toFixed(2));
      }),
    );
  });

  it.each(SAMPLE_PORTFOLIOS)("is within the opening equity of the sample $id", ({ csv, openingEquity }) => {
    const { positions } = parsePositions(csv, { today: "2026-01-02" });
    expect(Number(suggestedEquity(positions, null))).toBeLessThanOrEqual(Number(openingEquity));
  });

  it("is what the 20 real stocks cost", () => {
    const file = readFileSync(new URL("../../tests/fixtures/portfolios/real-us-20.csv", import.meta.url));
    const { positions } = parsePositions(file, { today: "2026-01-02" });
    const cost = positions.reduce((sum, each) => sum + Math.max(0, Number(each.quantity)) * Number(each.entryPrice), 0);
    expect(suggestedEquity(positions, null)).toBe(cost.toFixed(2));
  });
});

describe("the first date", () => {
  it("is the person's own, else the earliest entry, else unknown", () => {
    const positions = [position({ entryDate: "2025-03-03" }), position({ entryDate: "2024-12-31" })];
    expect(firstDate(positions, null)).toBe("2024-12-31");
    expect(firstDate(positions, "2025-01-02")).toBe("2025-01-02");
    expect(firstDate([], null)).toBeNull();
  });
});
