import { describe, expect, test } from "vitest";
import { freshState, type GateState } from "#server/market/provider-http/gate-state.ts";
import { providerQuotas } from "#server/market/provider-http/provider-quotas.ts";
import { healthOf } from "./provider-states.ts";

const { yahoo, fmp } = providerQuotas({ yahoo: null, massive: null, fmp: null });
const NOW = new Date("2025-03-14T14:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);
const stateOf = (change: Partial<GateState>) => ({ ...freshState("yahoo", yahoo, NOW), ...change });

describe("the health of a provider", () => {
  test("that was never asked", () => {
    expect(healthOf(stateOf({}), yahoo, NOW)).toEqual({
      provider: "yahoo",
      label: "Yahoo Finance",
      availability: { kind: "available" },
      failures: 0,
      lastSuccessAt: null,
      lastError: null,
      usedToday: 0,
      leftToday: null,
      tokens: yahoo.burst,
      quota: yahoo,
    });
  });

  test("counts the tokens of now, and those who wait", () => {
    const waiting = stateOf({ tokens: -6.5 });
    expect(healthOf(waiting, yahoo, NOW).tokens).toBe(-7);
    expect(healthOf(waiting, yahoo, later(5_000)).tokens).toBe(3);
    expect(healthOf(waiting, yahoo, later(600_000)).tokens).toBe(yahoo.burst);
  });

  test.each(["failures", "trial", "demanded"] as const)("is paused by %s, until that is over", (reason) => {
    const closed = stateOf({ closedReason: reason, closedUntil: later(30_000), failures: 5, lastError: "It was gone" });
    expect(healthOf(closed, yahoo, NOW).availability).toEqual({
      kind: "paused",
      until: later(30_000),
      reason,
      text: expect.stringContaining("; the last time: It was gone"),
    });
    expect(healthOf(closed, yahoo, later(30_000)).availability).toEqual({ kind: "available" });
  });

  test("is paused when the day's requests are used up, until midnight UTC", () => {
    const spent = { ...freshState("fmp", fmp, NOW), usedToday: 250 };
    expect(healthOf(spent, fmp, NOW)).toMatchObject({
      usedToday: 250,
      leftToday: 0,
      availability: { kind: "paused", reason: "quota", until: new Date("2025-03-15T00:00:00Z") },
    });
    const tomorrow = new Date("2025-03-15T00:00:00Z");
    expect(healthOf(spent, fmp, tomorrow)).toMatchObject({
      usedToday: 0,
      leftToday: 250,
      availability: { kind: "available" },
    });
  });

  test("tells of the newest error, also after an answer", () => {
    const error = { lastErrorAt: NOW, lastErrorCode: "timeout", lastError: "Yahoo Finance did not answer within 10 s" };
    expect(healthOf(stateOf({ ...error, lastSuccessAt: later(5) }), yahoo, later(10))).toMatchObject({
      lastSuccessAt: later(5),
      lastError: { at: NOW, code: "timeout", text: "Yahoo Finance did not answer within 10 s" },
    });
  });
});
