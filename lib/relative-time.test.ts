import { describe, expect, it } from "vitest";
import { relativeTime } from "./relative-time.ts";

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

describe("relative time", () => {
  it.each([
    [0, "just now"],
    [59 * SECOND, "just now"],
    [60 * SECOND, "1 minute ago"],
    [59 * 60 * SECOND, "59 minutes ago"],
    [HOUR, "1 hour ago"],
    [DAY, "yesterday"],
    [29 * DAY, "29 days ago"],
    [30 * DAY, "last month"],
    [800 * DAY, "2 years ago"],
  ])("%d ms ago is %s", (ago, text) => {
    expect(relativeTime(0, ago)).toBe(text);
  });

  it("takes a clock that runs a little behind for now, and says what is to come", () => {
    expect(relativeTime(5 * SECOND, 0)).toBe("just now");
    expect(relativeTime(7 * DAY, 0)).toBe("in 7 days");
  });
});
