import { expect, test } from "vitest";
import { difference } from "#lib/analytics/difference.ts";
import { leastSquares } from "#lib/analytics/least-squares.ts";
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

test("too few sessions, or a fund without prices, is the reason of all of them", () => {
  const at = spreadInflation({ days, returns });
  expect(at(40).get("size-spread")?.reason).toBe("41 of 60 observations");
  const without = new Map([...returns].filter(([etf]) => etf !== "MTUM"));
  const reasons = [...spreadInflation({ days, returns: without })(DAYS - 1).values()].map(({ reason }) => reason);
  expect(new Set(reasons)).toEqual(new Set(["MTUM: no prices"]));
});
