import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalQuantile } from "#lib/analytics/normal-quantile.ts";
import { known, unknown } from "#lib/analytics/outcome.ts";
import { tailFigures } from "./tail-risk.ts";

const series = (returns: readonly number[]) =>
  known({ returns: Float64Array.from(returns), sessions: Int32Array.from(returns, (_, i) => i) });
/** Somewhat heavier in the tails than the normal distribution, its order mixed. */
const heavy = (length: number) =>
  Array.from({ length }, (_, i) => {
    const normal = normalQuantile((((i * 181) % length) + 0.5) / length);
    return 0.01 * (normal + 0.05 * normal ** 3);
  });

describe("tailFigures", () => {
  test("of the newest 500 returns; everything there", () => {
    const { figures, reasons, lacking } = tailFigures(series(heavy(540)));
    expect(figures).toEqual(tailFigures(series(heavy(540).slice(40))).figures);
    expect(figures.tailLength).toBe(500);
    expect(figures.historicalEs95).toBeGreaterThanOrEqual(figures.historicalVar95!);
    expect([reasons, lacking]).toEqual([{}, []]);
  });

  test("grow with the level of confidence, where defined", () => {
    const value = fc.double({ min: -0.2, max: 0.2, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 250, maxLength: 300 }), (returns) => {
        const { figures } = tailFigures(series(returns));
        for (const method of ["historical", "normal", "cornishFisher"] as const) {
          const [low, high] = [figures[`${method}Var95`], figures[`${method}Var99`]];
          if (low !== null && high !== null) expect(high).toBeGreaterThanOrEqual(low);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("a method outside its domain is null with that reason and fails nothing", () => {
    const { figures, reasons, lacking } = tailFigures(series(heavy(300).map((value, i) => (i === 0 ? -0.5 : value))));
    expect(figures).toMatchObject({ cornishFisherVar99: null, historicalVar99: expect.any(Number) });
    expect(reasons).toMatchObject({ cornishFisherEs99: "outside its domain" });
    expect(lacking).toEqual([]);
  });

  test("[PH8] fewer than 250 returns, or no series, are missed", () => {
    const short = tailFigures(series(heavy(249)));
    expect(short.figures).toMatchObject({ tailLength: 249, normalVar95: null });
    expect(short.lacking).toEqual(["249 of 250 returns"]);
    expect(Object.keys(short.reasons)).toHaveLength(12);
    expect(tailFigures(unknown("equity is not positive"))).toMatchObject({
      figures: { tailLength: 0 },
      lacking: ["equity is not positive"],
    });
  });
});
