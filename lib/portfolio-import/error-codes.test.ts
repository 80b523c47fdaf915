import { expect, test } from "vitest";
import { ERROR_CODES } from "./error-codes.ts";

const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}_${String(index + 1).padStart(3, "0")}`);

test("every code is there, each with what happened and what to do", () => {
  expect(Object.keys(ERROR_CODES).toSorted()).toEqual(
    [
      ...numbered("ERR_CSV", 11),
      ...numbered("ERR_POS", 28),
      // 14 is the API's own: a portfolio that is not there.
      ...numbered("ERR_PORT", 17).filter((code) => code !== "ERR_PORT_014"),
      ...numbered("ERR_FLOW", 6),
      ...numbered("ERR_VAL", 8),
      ...numbered("ERR_SCEN", 7),
      ...numbered("ERR_PRICE", 15),
      ...numbered("ERR_RUN", 7),
      ...numbered("ERR_AUTH", 2),
    ].toSorted(),
  );
  for (const { message, fix } of Object.values(ERROR_CODES)) {
    expect(message).toMatch(/^[A-Z].*[^.]$/);
    expect(fix).toMatch(/^[A-Z].*\.$/);
  }
});
