import { expect, test } from "vitest";
import { readDate } from "./calendar-date.ts";

test.each([
  ["2025-06-30", "2025-06-30"],
  ["6/3/2025", "2025-06-03"],
  ["06/03/2025", "2025-06-03"],
  ["2024-02-29", "2024-02-29"],
  ["2025-02-29", null],
  ["2/30/2025", null],
  ["13/1/2025", null],
  ["2025-6-30", null],
  ["0050-01-01", null],
  ["6/3/25", null],
  ["2025-06-30T00:00:00Z", null],
  ["20250630", null],
  ["", null],
])("[ERR_POS_013] %j reads as %j", (text, date) => {
  expect(readDate(text)).toBe(date);
});
