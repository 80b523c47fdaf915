import { expect, test } from "vitest";
import { createFormat } from "#lib/format.ts";
import type { EditedPosition } from "./edit-target.ts";
import { positionName } from "./position-name.ts";

const format = createFormat("en-US");
const share: EditedPosition = {
  ...{ id: "1", symbol: "QQQ", quantity: 10, entryPrice: 22.74, entryDate: "2025-06-30" },
  ...{ investmentClass: "PUBLIC", investmentSubtype: "STOCK", underlyingSymbol: null, optionType: null },
  ...{ strikePrice: null, expirationDate: null, exitDate: null, exitPrice: null, quantityAsOf: null },
};
const put: EditedPosition = {
  ...{ ...share, symbol: "QQQ261218P00450000", underlyingSymbol: "QQQ", investmentClass: "OPTIONS", optionType: "PUT" },
  ...{ strikePrice: 450, expirationDate: "2026-12-18" },
};

test("an option is named by its underlying and terms, anything else by its symbol", () => {
  expect(positionName(put, format)).toBe("QQQ Put 450 · Dec 18, 2026");
  expect(positionName({ ...put, optionType: "CALL", strikePrice: 7.5 }, format)).toBe("QQQ Call 7.5 · Dec 18, 2026");
  expect(positionName(share, format)).toBe("QQQ");
});
