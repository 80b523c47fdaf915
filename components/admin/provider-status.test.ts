import { describe, expect, test } from "vitest";
import { createFormat } from "#lib/format.ts";
import { type ListedProvider, providerLook, quotaText, setUpText } from "./provider-status.ts";

const well: ListedProvider = {
  ...{ provider: "fmp", label: "FMP", place: 1, availability: { kind: "available" }, failures: 0 },
  ...{ lastSuccessAt: "2025-07-15T22:00:00.000Z", lastError: null, usedToday: 19, leftToday: 231, tokens: 7 },
  quota: { perMinute: 300, burst: 10, perDay: 250 },
};
const paused = (reason: string): ListedProvider => ({
  ...well,
  availability: { kind: "paused", until: "2025-07-15T23:00:00.000Z", reason, text: "" },
});

describe("a provider's state", () => {
  test("is told in the one word that matters most", () => {
    expect(providerLook(well)).toEqual({ word: "Answering", look: "ok" });
    expect(providerLook({ ...well, failures: 2 })).toEqual({ word: "Failing", look: "warned" });
    expect(providerLook({ ...well, lastSuccessAt: null })).toEqual({ word: "Not asked yet", look: "off" });
    expect(providerLook({ ...paused("failures"), place: null })).toEqual({ word: "Not set up", look: "off" });
    expect(["failures", "trial", "demanded", "quota"].map((reason) => providerLook(paused(reason)).word)).toEqual([
      ...["Breaker open", "Breaker open", "Paused by the provider", "Quota spent"],
    ]);
  });

  test("says what may be asked, and what is left of it", () => {
    const format = createFormat("en-US");
    expect(quotaText(well, format)).toBe("300 requests a minute, 250 a day; 231 left today");
    const unlimited = { ...well, leftToday: null, tokens: -3, quota: { perMinute: 5, burst: 1, perDay: null } };
    expect(quotaText(unlimited, format)).toBe("5 requests a minute; 19 used today, 3 waiting for their turn");
    const busy = { ...well, usedToday: 12_500, leftToday: 87_500, quota: { ...well.quota, perDay: 100_000 } };
    expect(quotaText(busy, format)).toBe("300 requests a minute, 100,000 a day; 87,500 left today");
  });

  test("says how to set it up", () => {
    expect(setUpText(well)).toBe("Set FMP_API_KEY to have it asked.");
    expect(setUpText({ ...well, provider: "yahoo" })).toBe("NONET_PROVIDERS leaves it out.");
  });
});
