import { expect, test } from "vitest";
import { earlyKeys } from "./early-keys.ts";

const press = (key: string, held = {}) => ({ key, metaKey: false, ctrlKey: false, altKey: false, ...held });

test("letters are kept while the field is awaited, and only then", () => {
  const keys = earlyKeys();
  expect(keys.take(press("a"))).toBe(false);
  keys.begin();
  for (const key of ["g", "r", "x", "Backspace", " "]) expect(keys.take(press(key))).toBe(true);
  expect(keys.take(press("Enter"))).toBe(false);
  expect(keys.take(press("k", { ctrlKey: true }))).toBe(false);
  expect(keys.typed()).toBe("gr ");
  keys.end();
  expect(keys.take(press("o"))).toBe(false);
  expect(keys.typed()).toBe("gr ");
  keys.begin();
  expect(keys.typed()).toBe("");
});
