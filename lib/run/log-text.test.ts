import { describe, expect, test } from "vitest";
import { dateMilestone, durationText, itemList, logLineText, shortList } from "./log-text.ts";
import type { LogLine } from "./state.ts";

const line: LogLine = {
  seq: 1,
  at: "2025-03-14T21:00:00.042Z",
  level: "warning",
  logger: "app.batch",
  phase: null,
  message: "Prices are stale",
  count: 1,
};

describe("milestones", () => {
  test("[EVT6] the first, every fifth and the last date are announced", () => {
    const announced = Array.from({ length: 13 }, (_, index) => index + 1).filter((n) =>
      dateMilestone("2025-03-14", n, 13),
    );
    expect(announced).toEqual([1, 5, 10, 13]);
    expect(dateMilestone("2025-03-14", 5, 254)).toBe("Processing date 2025-03-14... (5/254)");
    expect(dateMilestone("2025-03-14", 1, 1)).toBe("Processing date 2025-03-14... (1/1)");
    expect(dateMilestone("2025-03-14", 1005, 12_010)).toBe("Processing date 2025-03-14... (1,005/12,010)");
  });
});

describe("lists and durations", () => {
  test("[PH9] five names and the count of the rest", () => {
    expect(shortList(["A", "B", "C", "D", "E", "F", "G", "H"])).toBe("A, B, C, D, E and 3 more");
    expect(shortList(["A", "B", "C", "D", "E"])).toBe("A, B, C, D, E");
    expect(shortList([])).toBe("");
    expect(shortList(Array.from({ length: 1239 }, () => "A"))).toBe("A, A, A, A, A and 1,234 more");
  });

  test.each([
    [0, "0.0s"],
    [3_240, "3.2s"],
    [59_949, "59.9s"],
    [59_960, "1m 0s"],
    [872_000, "14m 32s"],
    [3_599_600, "1h 00m 00s"],
    [3_723_000, "1h 02m 03s"],
  ])("%d ms reads %s", (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});

describe("a line of the log file", () => {
  test("[EVT5] time, level, logger, message and folded repeats", () => {
    expect(logLineText(line)).toBe("2025-03-14 21:00:00.042 [WARNING] app.batch: Prices are stale");
    expect(logLineText({ ...line, count: 3 })).toMatch(/Prices are stale \(×3\)$/);
  });

  test("[EVT5] a message cannot forge a line of its own nor carry control characters", () => {
    const text = logLineText({
      ...line,
      message: "a\r\n2025-03-14 21:00:00.000 [INFO] app.batch: forged\u001b[31m\u0085",
    });
    expect(text.split("\n")[1]).toBe("    2025-03-14 21:00:00.000 [INFO] app.batch: forged[31m");
  });
});

test("items with commas of their own are told apart", () => {
  expect(itemList(["HZNP", "TWTR"])).toBe("HZNP, TWTR");
  expect(itemList(["C: HTTP 500", "D, E: no profile"])).toBe("C: HTTP 500; D, E: no profile");
});
