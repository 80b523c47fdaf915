import { expect, test } from "vitest";
import { queuedRunId } from "./queued-run-id.ts";

test("the run that was queued is named by the answer, and by no other", () => {
  expect(queuedRunId({ run: { id: "r1", status: "queued" } })).toBe("r1");
  for (const body of [null, "r1", {}, { run: null }, { run: { id: 1 } }]) {
    expect(() => queuedRunId(body)).toThrow(TypeError);
  }
});
