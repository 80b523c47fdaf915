import { describe, expect, test } from "vitest";
import { isTransient } from "#server/market/transient-failure.ts";
import { rememberedFailure, rememberedReason } from "./failure-memory.ts";
import type { StoredFailure } from "./stored-prices.ts";

const NOW = new Date("2025-07-16T20:00:00Z");
const TOMORROW = new Date("2025-07-17T18:00:00Z");
const failure = (code: string, change: Partial<StoredFailure> = {}): StoredFailure => ({
  ...{ code, reason: "Massive does not know HZNP", lastSeen: new Date("2025-07-16T18:00:00Z"), retryAfter: TOMORROW },
  ...change,
});
const isRemembered = (code: string, newest: string | null = null, from = "2025-06-15") =>
  rememberedFailure({ failure: failure(code), newest }, [{ from, to: "2025-07-15" }], NOW) !== null;

describe("a failure", () => {
  test.each(["unknown-symbol", "bad-data"])("%s is remembered until it is to be tried again", (code) => {
    expect(isRemembered(code)).toBe(true);
    const due = failure(code, { retryAfter: NOW });
    expect(rememberedFailure({ failure: due, newest: null }, [], NOW)).toBeNull();
  });

  test.each(["rate-limited", "source-unavailable", "bad-response", "unauthorized"])(
    "%s says nothing of the symbol: it is asked for again",
    (code) => {
      expect([isRemembered(code), isTransient(code)]).toEqual([false, true]);
    },
  );

  test("that there is nothing new is remembered of what has had no bar for a week, and no further back than that", () => {
    expect(isRemembered("no-data", "2025-02-14", "2025-07-09")).toBe(true);
    expect(isRemembered("no-data", "2025-07-11", "2025-07-14")).toBe(false);
    expect(isRemembered("no-data", "2025-02-14", "2023-01-03")).toBe(false);
    expect(isRemembered("no-data")).toBe(false);
  });

  test("says when it was asked for, and when it will be again", () => {
    const told = (lastSeen: string) => rememberedReason(failure("", { lastSeen: new Date(lastSeen) }), NOW);
    expect(told("2025-07-16T18:00:00Z")).toBe(
      "Massive does not know HZNP (asked 2 h ago, next try after 2025-07-17 18:00 UTC)",
    );
    expect(told("2025-07-16T19:59:50Z")).toContain("asked 1 min ago");
    expect(told("2025-07-12T20:00:00Z")).toContain("asked 4 days ago");
  });
});
