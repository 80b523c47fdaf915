import * as fc from "fast-check";
import { expect, test } from "vitest";
import { PLAN } from "#lib/run/plan.ts";
import { readOpenPhases, withOpenPhases } from "./open-phases.ts";

test("the rows that are open stand in the address, and all else in it stays", () => {
  expect(withOpenPhases("?at=12&phase=phase_1", new Set(["phase_3", "phase_6"]))).toBe(
    "?at=12&phase=phase_3&phase=phase_6",
  );
  expect(withOpenPhases("?phase=phase_1", new Set())).toBe("");
});

test("what is written to the address is read from it", () => {
  fc.assert(
    fc.property(fc.subarray(PLAN.map(({ id }) => id)), fc.webQueryParameters(), (ids, search) => {
      expect(readOpenPhases(withOpenPhases(search, new Set(ids)))).toEqual(new Set(ids));
    }),
  );
});
