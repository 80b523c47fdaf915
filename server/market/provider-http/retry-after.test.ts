import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const NOW = new Date("2025-03-14T14:00:00Z");
const read = (headers: Record<string, string>) => retryAfterMs(new Headers(headers), NOW);

test("seconds", () => {
  expect(read({ "retry-after": "0" })).toBe(0);
  expect(read({ "retry-after": " 120 " })).toBe(120_000);
  expect(read({ "retry-after": "1.5" })).toBe(1500);
});

test("a date counts from the answer's own, otherwise from now; one gone by demands nothing", () => {
  const date = "Fri, 14 Mar 2025 14:00:45 GMT";
  expect(read({ "retry-after": date })).toBe(45_000);
  expect(read({ "retry-after": date, date: "Fri, 14 Mar 2025 14:00:40 GMT" })).toBe(5_000);
  expect(read({ "retry-after": date, date: "Fri, 14 Mar 2025 15:00:00 GMT" })).toBe(0);
});

test("none, or what nobody can read", () => {
  expect(read({})).toBeNull();
  expect(read({ "retry-after": "" })).toBeNull();
  expect(read({ "retry-after": "soon" })).toBeNull();
});
