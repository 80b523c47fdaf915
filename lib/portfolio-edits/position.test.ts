import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PositionFields, readChangedPosition, readPosition, type StatedPosition } from "./position.ts";

const TODAY = "2026-01-15";
const STOCK = { symbol: "AAPL", quantity: "100", entryPrice: "150.25", entryDate: "2025-01-06" };
const CALL = {
  ...{ quantity: -2, entryPrice: 4.5, entryDate: "2025-01-06", underlyingSymbol: "spx" },
  ...{ symbol: "SPXW260116C05000000" },
};

const stated = (fields: PositionFields): StatedPosition => {
  const { value, problems } = readPosition(fields, TODAY);
  expect(problems).toEqual([]);
  return value!;
};
const changed = (before: PositionFields, edits: PositionFields) => readChangedPosition(stated(before), edits, TODAY);

describe("readPosition", () => {
  test("reads numbers and texts by the rules of the positions file", () => {
    expect(stated({ ...STOCK, quantity: -12.5, entryPrice: "$1,234.50" })).toMatchObject({
      ...{ symbol: "AAPL", quantity: "-12.5", entryPrice: "1234.5", investmentClass: "PUBLIC" },
      ...{ investmentSubtype: "STOCK", exitDate: null, underlyingSymbol: null },
    });
    expect(stated(CALL)).toMatchObject({ strikePrice: "5000", underlyingSymbol: "SPX", optionType: "CALL" });
  });

  test("names every problem with the request's own fields", () => {
    const { value, problems } = readPosition({ symbol: "AA PL", quantity: 0, entryDate: "2027-01-01" }, TODAY);
    expect(value).toBeNull();
    expect(problems.map(({ field, code }) => [field, code])).toEqual([
      ["quantity", "ERR_POS_006"],
      ["entryPrice", "ERR_POS_008"],
      ["entryDate", "ERR_POS_014"],
      ["symbol", "ERR_POS_003"],
    ]);
    expect(problems[0]).toMatchObject({ value: "0" });
  });
});

describe("readChangedPosition", () => {
  test("leaves what is not given as it is", () => {
    const quantities = fc.integer({ min: 1, max: 1_000_000 }).map((count) => count / 100);
    fc.assert(
      fc.property(quantities, quantities, (before, after) => {
        const { value } = changed({ ...STOCK, quantity: before }, { quantity: after });
        expect(value).toEqual(stated({ ...STOCK, quantity: after }));
      }),
    );
    expect(changed(CALL, {}).value).toEqual(stated(CALL));
  });

  test("an option's symbol follows its terms, under the root it trades under", () => {
    expect(changed(CALL, { strikePrice: 5100.5 }).value).toMatchObject({ symbol: "SPXW260116C05100500" });
    expect(changed(CALL, { optionType: "PUT" }).value).toMatchObject({
      ...{ symbol: "SPXW260116P05000000", investmentSubtype: "PUT", optionType: "PUT" },
    });
    expect(changed(CALL, { underlyingSymbol: "AAPL" }).value).toMatchObject({ symbol: "AAPL260116C05000000" });
  });

  test("an option's terms follow its symbol", () => {
    expect(changed(CALL, { symbol: "AAPL260220P00200000" }).value).toMatchObject({
      ...{ underlyingSymbol: "AAPL", strikePrice: "200", expirationDate: "2026-02-20", investmentSubtype: "PUT" },
    });
  });

  test("the subtype follows another class", () => {
    expect(changed(STOCK, { investmentClass: "PRIVATE" }).value).toMatchObject({ investmentSubtype: "OTHER" });
    expect(changed(STOCK, { investmentSubtype: "ETF" }).value).toMatchObject({ investmentClass: "PUBLIC" });
    expect(changed(STOCK, { investmentSubtype: "ART" }).problems).toMatchObject([
      { field: "investmentSubtype", code: "ERR_POS_017" },
    ]);
    expect(changed(CALL, { investmentClass: "PUBLIC" }).problems).toMatchObject([{ field: "investmentClass" }]);
  });

  test("an exit stays on or after the entry", () => {
    const sold = { ...STOCK, exitDate: "2025-03-03", exitPrice: 0 };
    expect(changed(sold, { entryDate: "2025-03-04" }).problems).toMatchObject([{ code: "ERR_POS_018" }]);
    expect(changed(sold, { exitDate: null, exitPrice: null }).value).toMatchObject({ exitDate: null, exitPrice: null });
    expect(changed(STOCK, { exitDate: "2025-03-04" }).problems).toMatchObject([
      { field: "exitPrice", code: "ERR_POS_026" },
    ]);
  });
});
