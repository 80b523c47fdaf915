import fc from "fast-check";
import { expect, test } from "vitest";
import { wrappedRows } from "./wrapped-rows.ts";

test.each([
  ["", 10, 1],
  ["ten chars.", 10, 1],
  ["ten chars..", 10, 2],
  ["Fetched AAPL: 254 sessions", 20, 2],
  ["a long-winded word", 11, 2],
  ["supercalifragilistic", 10, 2],
  ["so supercalifragilistic", 10, 3],
  ["one\ntwo", 10, 2],
  ["ends with spaces      ", 16, 1],
  ["narrower than a character", 0, 22],
])("%j in rows of %i characters takes %i", (text, columns, rows) => {
  expect(wrappedRows(text, columns)).toBe(rows);
});

test("no text takes fewer rows than its characters fill, nor does a wider row need more of them", () => {
  const texts = fc.string({ maxLength: 200, unit: fc.constantFrom("a", "b", "c", " ", "-") });
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 80 }), (text, columns) => {
      const rows = wrappedRows(text, columns);
      expect(rows).toBeGreaterThanOrEqual(Math.ceil(text.replaceAll(" ", "").length / columns));
      expect(wrappedRows(text, columns * 2)).toBeLessThanOrEqual(rows);
    }),
  );
});
