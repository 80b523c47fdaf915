import { expect, test } from "vitest";
import { SUBTYPES } from "#lib/portfolio-import/investment-class.ts";
import { isOptionKind, kindFields, kindOf, POSITION_KINDS } from "./position-kinds.ts";

test("every subtype is offered once, in words that tell it apart", () => {
  expect(POSITION_KINDS).toHaveLength(Object.values(SUBTYPES).flat().length);
  expect(new Set(POSITION_KINDS.map(({ text }) => text)).size).toBe(POSITION_KINDS.length);
  const textOf = (value: string) => POSITION_KINDS.find((kind) => kind.value === value)?.text;
  expect(["PUBLIC/ETF", "PUBLIC/MUTUAL_FUND", "OPTIONS/PUT"].map(textOf)).toEqual(["ETF", "Mutual fund", "Put option"]);
  expect(["PRIVATE/PRIVATE_REIT", "PRIVATE/CASH", "PRIVATE/PRIVATE_EQUITY"].map(textOf)).toEqual([
    ...["Private REIT", "Private: cash", "Private equity"],
  ]);
});

test("a choice comes apart as the API names it", () => {
  expect(kindFields(kindOf(null))).toEqual({ investmentClass: "PUBLIC", investmentSubtype: "STOCK" });
  expect(kindFields("OPTIONS/CALL")).toEqual({ investmentClass: "OPTIONS", optionType: "CALL" });
  expect([isOptionKind("OPTIONS/CALL"), isOptionKind("PUBLIC/STOCK")]).toEqual([true, false]);
});
