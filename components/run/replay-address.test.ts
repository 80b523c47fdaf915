import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readReplayPoint, withReplayPoint } from "./replay-address.ts";

test("the point written into an address is read from it, and what else is there stays", () => {
  fc.assert(
    fc.property(fc.nat(), (seq) => {
      const search = withReplayPoint("?open=phase_1&at=3&line=7", seq);
      expect(readReplayPoint(search)).toBe(seq);
      expect(withReplayPoint(search, null)).toBe("?open=phase_1&line=7");
    }),
  );
  expect(withReplayPoint("?at=3", null)).toBe("");
});

test.each(["", "?at=", "?at=x", "?at=-1", "?at=1.5", "?at=1e3", "?at=99999999999"])("%s is the present", (search) => {
  expect(readReplayPoint(search)).toBeNull();
});
