import { describe, expect, test } from "vitest";
import { statementsDue } from "./statements-due.ts";

describe("statementsDue", () => {
  const fetched = (fetchedAt: string, nextEarningsDate: string | null) => ({
    fetchedAt: new Date(fetchedAt),
    nextEarningsDate,
    hasStatements: true,
  });
  const at = (now: string) => new Date(now);

  test("where none were fetched, and after 90 days", () => {
    expect(statementsDue(undefined, at("2025-01-01"))).toBe(true);
    expect(statementsDue(fetched("2025-01-01", null), at("2025-03-31"))).toBe(false);
    expect(statementsDue(fetched("2025-01-01", null), at("2025-04-01"))).toBe(true);
  });

  test("after 7 days where the source had none", () => {
    const none = { ...fetched("2025-01-01", null), hasStatements: false };
    expect(statementsDue(none, at("2025-01-07"))).toBe(false);
    expect(statementsDue(none, at("2025-01-08"))).toBe(true);
  });

  test("from the third day past the next earnings date", () => {
    const sync = fetched("2025-01-01", "2025-01-30");
    expect(statementsDue(sync, at("2025-02-01"))).toBe(false);
    expect(statementsDue(sync, at("2025-02-02"))).toBe(true);
  });

  test("not in every run where the source keeps naming a past date", () => {
    expect(statementsDue(fetched("2025-02-02T17:00:00Z", "2025-01-30"), at("2025-02-03"))).toBe(false);
  });
});
