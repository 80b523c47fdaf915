import { expect, test } from "vitest";
import { difference } from "#lib/analytics/difference.ts";
import { leastSquares } from "#lib/analytics/least-squares.ts";
import { varianceInflation } from "#lib/analytics/variance-inflation.ts";
import { spreadInflation } from "./spread-inflation.ts";

const DAYS = 300;
const days = Int32Array.from({ length: DAYS }, (_, i) => 20_000 + i);
const wave = (phase: number) =>
  Float64Array.from(days, (_, i) => Math.sin(1.7 * i + phase) + Math.cos(0.37 * i * phase));
const FUNDS = ["SPY", "VTV", "VUG", "MTUM", "QUAL", "IWM"];
const returns = new Map(FUNDS.map((etf, i) => [etf, wave(i + 1)]));
const of = (etf: string) => returns.get(etf)!;

test("a spread's inflation is that of its regression on the three others, over the 180 days of its beta", () => {
  const at = spreadInflation({ days, returns })(DAYS - 1);
  const [growth, ...others] = [
    difference(of("VUG"), of("VTV")),
    ...["MTUM", "IWM", "QUAL"].map((etf) => difference(of(etf), of("SPY"))),
  ].map((series) => series.slice(-180));
  const { rSquared } = leastSquares(growth!, others, { intercept: true }).value!;
  expect(at.get("growth-value-spread")?.value).toBeCloseTo(1 / (1 - rSquared), 9);
  expect([...at.keys()]).toEqual(["growth-value-spread", "momentum-spread", "size-spread", "quality-spread"]);
});

test("too few sessions are the reason of all of them", () => {
  const reasons = [...spreadInflation({ days, returns })(40).values()].map(({ reason }) => reason);
  expect(reasons).toEqual(Array.from({ length: 4 }, () => "41 of 60 observations"));
});

test("a fund without prices in the window is the reason of its own spreads, and the others are beside each other", () => {
  const without = (etf: string, from = 0) =>
    spreadInflation({ days, returns: new Map([...returns, [etf, of(etf).slice().fill(Number.NaN, from)]]) })(DAYS - 1);
  const spreads = ["VUG-VTV", "IWM-SPY", "QUAL-SPY"].map((pair) => {
    const [long, short] = pair.split("-");
    return difference(of(long!), of(short!));
  });
  const expected = varianceInflation(spreads, DAYS - 180, DAYS, 60).value!;
  for (const at of [without("MTUM"), without("MTUM", 70)]) {
    expect(at.get("momentum-spread")).toEqual({ value: null, reason: "MTUM: no returns in the window" });
    const others = ["growth-value-spread", "size-spread", "quality-spread"] as const;
    for (const [i, factor] of others.entries()) expect(at.get(factor)?.value).toBeCloseTo(expected[i]!, 12);
  }
  const market = without("SPY");
  for (const factor of ["momentum-spread", "size-spread", "quality-spread"] as const) {
    expect(market.get(factor)?.reason).toBe("SPY: no returns in the window");
  }
  expect(market.get("growth-value-spread")?.reason).toBe("no other spread has enough returns");
  expect(new Set([...without("VUG", 200).values()].map(({ reason }) => reason))).toEqual(new Set([null]));
});

const cut = (etf: string, from: number, to = DAYS) =>
  of(etf).map((value, session) => (session >= from && session < to ? value : Number.NaN));
const inCommon = "fewer than 60 observations in common with the other spreads";

test("the most spreads with enough returns in common are beside each other, of as many those with the most", () => {
  const gapped = cut("IWM", 0, DAYS - 15);
  const at = spreadInflation({
    days,
    returns: new Map([...returns, ["MTUM", cut("MTUM", DAYS - 70)], ["IWM", gapped]]),
  });
  const found = at(DAYS - 1);
  expect(found.get("momentum-spread")?.reason).toBe(inCommon);
  const rest = [difference(of("VUG"), of("VTV")), difference(gapped, of("SPY")), difference(of("QUAL"), of("SPY"))];
  const expected = varianceInflation(rest, DAYS - 180, DAYS, 60).value!;
  const factors = ["growth-value-spread", "size-spread", "quality-spread"] as const;
  for (const [i, factor] of factors.entries()) expect(found.get(factor)?.value).toBeCloseTo(expected[i]!, 12);
});

test("a spread with more returns than the others is left out where they have none in common with it", () => {
  const late = ["VUG", "MTUM", "IWM"].map((etf) => [etf, cut(etf, DAYS - 61)] as const);
  const early = ["QUAL", cut("QUAL", DAYS - 180, DAYS - 110)] as const;
  const found = spreadInflation({ days, returns: new Map([...returns, ...late, early]) })(DAYS - 1);
  expect(found.get("quality-spread")?.reason).toBe(inCommon);
  const factors = ["growth-value-spread", "momentum-spread", "size-spread"] as const;
  for (const factor of factors) expect(found.get(factor)?.value).toBeGreaterThanOrEqual(1);
  const apart = new Map([...returns, ["IWM", cut("IWM", DAYS - 62)] as const, early]);
  for (const etf of ["VUG", "MTUM"]) apart.delete(etf);
  const reasons = [...spreadInflation({ days, returns: apart })(DAYS - 1)].filter(([factor]) =>
    /size|qual/.test(factor),
  );
  expect(reasons.map(([, { reason }]) => reason)).toEqual([inCommon, inCommon]);
});

test("a spread that cannot be told from the others is named by its factor", () => {
  const twin = new Map([...returns, ["QUAL", of("MTUM")]]);
  const reasons = [...spreadInflation({ days, returns: twin })(DAYS - 1).values()].map(({ reason }) => reason);
  expect(reasons).toEqual(Array(4).fill("Momentum Spread is a combination of the others"));
  const flat = new Map([...returns, ["IWM", of("SPY")]]);
  const [growth] = spreadInflation({ days, returns: flat })(DAYS - 1).values();
  expect(growth?.reason).toBe("Size Spread does not vary");
});
