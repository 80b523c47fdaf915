import { describe, expect, test } from "vitest";
import type { Profile } from "#server/market/price-source.ts";
import { dueTiers, refreshedProfile, type StoredProfile } from "./profile-tiers.ts";

const NOW = new Date("2025-07-15T22:00:00Z");
const ago = (days: number, hours = 0) => new Date(NOW.getTime() - days * 86_400_000 + hours * 3_600_000);
const stored = (valuationAt: Date, estimatesAt: Date, staticAt: Date) =>
  ({
    source: "sample",
    symbol: "A",
    kind: "stock",
    name: "Old",
    beta: 1,
    targetMean: 10,
    valuationAt,
    estimatesAt,
    staticAt,
  }) as StoredProfile;
const fetched = { symbol: "A", name: "New", beta: 2, targetMean: 20, sector: "Energy" } as Profile;

describe("dueTiers", () => {
  test("are all of them where nothing is stored, none where all is fresh", () => {
    expect(dueTiers(undefined, NOW)).toEqual(["valuation", "estimates", "static"]);
    expect(dueTiers(stored(ago(0, -1), ago(1), ago(1)), NOW)).toEqual([]);
  });

  test("come daily, weekly and quarterly", () => {
    expect(dueTiers(stored(ago(1), ago(6), ago(89)), NOW)).toEqual(["valuation"]);
    expect(dueTiers(stored(ago(1), ago(7), ago(89)), NOW)).toEqual(["valuation", "estimates"]);
    expect(dueTiers(stored(ago(1), ago(7), ago(90)), NOW)).toEqual(["valuation", "estimates", "static"]);
  });

  test("count a run that begins a little earlier than yesterday's as a day later", () => {
    expect(dueTiers(stored(ago(1, 1), ago(1), ago(1)), NOW)).toEqual(["valuation"]);
  });
});

describe("refreshedProfile", () => {
  test("takes the due tiers from the source and keeps the rest", () => {
    const row = refreshedProfile("sample", stored(ago(1), ago(2), ago(3)), fetched, ["valuation"], NOW);
    expect(row).toMatchObject({ name: "Old", beta: 2, targetMean: 10, valuationAt: NOW, staticAt: ago(3) });
  });

  test("takes everything of a profile that is new", () => {
    const row = refreshedProfile("sample", undefined, fetched, dueTiers(undefined, NOW), NOW);
    expect(row).toMatchObject({
      source: "sample",
      name: "New",
      beta: 2,
      targetMean: 20,
      sector: "Energy",
      staticAt: NOW,
    });
  });

  test("keeps what another provider, or the same one, has fallen silent on", () => {
    const silent = { ...fetched, name: "New", sector: null, beta: null, marketCap: 5, targetMean: null } as Profile;
    const before = { ...stored(ago(1), ago(8), ago(91)), sector: "Energy" } as StoredProfile;
    const row = refreshedProfile("live", before, silent, ["valuation", "estimates", "static"], NOW);
    expect(row).toMatchObject({ name: "New", sector: "Energy", beta: 1, marketCap: 5, targetMean: 10 });
    expect(row).toMatchObject({ valuationAt: NOW, staticAt: NOW });
    const asStored = { ...before, ...row } as StoredProfile;
    expect(dueTiers(asStored, NOW)).toEqual([]);
    expect(dueTiers(asStored, ago(-1)), "nothing was said of the estimates").toEqual(["valuation", "estimates"]);
  });
});
