import { expect, test } from "vitest";
import { readCashFlow } from "./cash-flow.ts";
import { readScenario } from "./scenario.ts";
import { readValuation } from "./valuation.ts";

const TODAY = "2026-01-15";
const HOUSE = {
  investmentClass: "PRIVATE",
  investmentSubtype: "REAL_ESTATE",
  entryDate: "2025-01-06",
  exitDate: "2025-06-30",
};
const codes = ({ problems }: { problems: readonly { field: string; code: string }[] }) =>
  problems.map(({ field, code }) => `${field} ${code}`);

test("a cash flow has a date up to today and an amount that is not zero", () => {
  expect(readCashFlow({ date: "1/14/2026", amount: "(1,000.50)", note: " rent \n May" }, TODAY).value).toEqual({
    ...{ date: "2026-01-14", amount: "-1000.5", note: "rent May" },
  });
  expect(codes(readCashFlow({}, TODAY))).toEqual(["date ERR_FLOW_001", "amount ERR_FLOW_002"]);
  for (const date of ["2026-01-16", "1989-12-29", "2025-02-30"]) {
    expect(codes(readCashFlow({ date, amount: 1 }, TODAY))).toEqual(["date ERR_FLOW_001"]);
  }
  for (const amount of [0, "1.1234567", 2e12, "ten"]) {
    expect(codes(readCashFlow({ date: TODAY, amount }, TODAY))).toEqual(["amount ERR_FLOW_002"]);
  }
  expect(codes(readCashFlow({ date: TODAY, amount: 1, note: "x".repeat(501) }, TODAY))).toEqual(["note ERR_FLOW_003"]);
});

test("a valuation is of a private position, of a day on which it is held, at zero or more", () => {
  const read = (fields: object, position = HOUSE) => readValuation(fields, { position, today: TODAY });
  expect(read({ date: "2025-06-30", price: 0 }).value).toEqual({ date: "2025-06-30", price: "0", note: null });
  expect(codes(read({ date: "2025-01-05", price: -1 }))).toEqual(["date ERR_VAL_001", "price ERR_VAL_002"]);
  expect(codes(read({ date: "2025-07-01", price: "" }))).toEqual(["date ERR_VAL_001", "price ERR_VAL_002"]);
  const stock = { ...HOUSE, investmentClass: "PUBLIC" };
  expect(codes(read({ date: "2025-06-30", price: 1 }, stock))).toEqual(["positionId ERR_VAL_004"]);
  const savings = { ...HOUSE, investmentSubtype: "CASH" };
  expect(codes(read({ date: "2025-06-30", price: 1 }, savings))).toEqual(["positionId ERR_VAL_004"]);
});

test("a scenario has a name and at least one shock, each within its bounds", () => {
  expect(
    readScenario({ name: " My  crash ", shocks: { market: -0.999, size: 5, rateBp: -1000, value: 0 } }).value,
  ).toEqual({
    ...{ name: "My crash", shocks: { market: -0.999, size: 5, rateBp: -1000 } },
  });
  expect(codes(readScenario({ name: "", shocks: { value: null } }))).toEqual([
    "name ERR_SCEN_001",
    "shocks ERR_SCEN_004",
  ]);
  expect(codes(readScenario({ name: "x".repeat(101), shocks: { market: -1, growth: 5.01, rateBp: 1001 } }))).toEqual([
    ...["name ERR_SCEN_002", "market ERR_SCEN_005", "growth ERR_SCEN_005", "rateBp ERR_SCEN_005"],
  ]);
});
