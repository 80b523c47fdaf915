import { expect, test } from "vitest";
import { addressText } from "./address-text.ts";

test("text of an address is trimmed, cut, and the first where it is given twice", () => {
  expect(addressText("  growth ")).toBe("growth");
  expect(addressText("growth", 4)).toBe("grow");
  expect(addressText(["a", "b"])).toBe("a");
  expect(addressText(undefined)).toBe("");
});

test("text with a NUL is none: no statement can look for it", () => {
  expect(addressText("AA\0PL")).toBe("");
});
