import { describe, expect, test } from "vitest";
import { arrayLiteral } from "./array-literal.ts";

describe("arrayLiteral", () => {
  test("writes numbers, booleans and absent values", () => {
    expect(arrayLiteral([1.5, -2e-7, true, null, undefined])).toBe("{1.5,-2e-7,true,NULL,NULL}");
  });

  test("quotes what would otherwise mean something else", () => {
    expect(arrayLiteral(["null", "", "a,b", "{", 'say "x"', "back\\slash"])).toBe(
      '{"null","","a,b","{","say \\"x\\"","back\\\\slash"}',
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, {}, Symbol("x")])("refuses %s", (value) => {
    expect(() => arrayLiteral([value])).toThrow(TypeError);
  });
});
