import { expect, test } from "vitest";
import { SECTOR_ERRORS } from "./error-codes.ts";

test("every code is there, each with what happened and what to do", () => {
  const codes = Array.from({ length: 15 }, (_, i) => `ERR_SECTOR_${String(i + 1).padStart(3, "0")}`);
  expect(Object.keys(SECTOR_ERRORS)).toEqual(codes);
  for (const { message, fix } of Object.values(SECTOR_ERRORS)) {
    expect(message).toMatch(/^[A-Z].*[^.]$/);
    expect(fix).toMatch(/^[A-Z].*\.$/);
  }
});
