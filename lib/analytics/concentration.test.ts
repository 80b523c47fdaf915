import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concentration } from "./concentration.ts";

describe("concentration", () => {
  const exposures = fc.array(
    fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((v) => Math.abs(v) > 1),
    { minLength: 1, maxLength: 40 },
  );

  test("lies between equal weights and a single holding; order, sign and currency do not matter", () => {
    fc.assert(
      fc.property(exposures, (values) => {
        const base = concentration(Float64Array.from(values)).value!;
        expect(base.hhi).toBeGreaterThanOrEqual(10_000 / values.length - 1e-6);
        expect(base.hhi).toBeLessThanOrEqual(10_000 + 1e-6);
        expect(base.hhi * base.effectivePositions).toBeCloseTo(10_000, 6);
        expect(base.top1 <= base.top3 && base.top3 <= base.top10).toBe(true);
        const other = concentration(Float64Array.from(values.toReversed(), (v) => -2 * v)).value!;
        expect(other.hhi).toBeCloseTo(base.hhi, 8);
      }),
    );
  });

  test("nothing held has no concentration", () => {
    expect(concentration(Float64Array.of()).reason).toBe("nothing is held");
    expect(concentration(Float64Array.of(0, 0)).reason).toBe("nothing is held");
  });
});
