import { expect, test } from "vitest";
import { removedLogText } from "./removed-log.ts";

test.each([
  ["2025-01-01T03:00:00.000Z", "2025-04-01T03:30:00.000Z", "removed after 90 days;"],
  ["2025-01-01T03:00:00.000Z", "2025-01-02T03:30:00.000Z", "removed after 1 day;"],
  [null, "2025-01-02T03:30:00.000Z", "removed;"],
])("what ended at %s and was removed at %s says so", (endedAt, prunedAt, words) => {
  expect(removedLogText({ endedAt, prunedAt })).toBe(
    `The log of this run was ${words} its phases and results are kept.`,
  );
});
