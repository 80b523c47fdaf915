import fc from "fast-check";
import { expect, test } from "vitest";
import { readShocks, SHOCK_FIELDS, shockText } from "./shock-fields.ts";

const read = (fields: Readonly<Record<string, string>>) => readShocks((name) => fields[name] ?? "");

test("per cent become fractions, basis points stay, what is empty is no shock", () => {
  expect(read({ market: "−35", value: "7.1 %", rateBp: "+25", growth: " ".trim() })).toEqual({
    ...{ shocks: { market: -0.35, value: 0.071, rateBp: 25 }, wrong: [] },
  });
});

test("what is no number is named", () => {
  expect(read({ market: "ten", size: "1,5", rateBp: "--5", quality: "." }).wrong).toEqual([
    ...["market", "quality", "size", "rateBp"],
  ]);
});

test("what is shown is read back as it was", () => {
  const names = fc.constantFrom(...SHOCK_FIELDS.map(({ name }) => name));
  fc.assert(
    fc.property(names, fc.integer({ min: -9999, max: 50_000 }), (name, size) => {
      const shock = name === "rateBp" ? size : size / 10_000;
      expect(read({ [name]: shockText(name, shock) }).shocks).toEqual({ [name]: shock });
    }),
  );
});
