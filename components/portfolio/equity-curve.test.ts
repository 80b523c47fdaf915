import { describe, expect, test } from "vitest";
import { type CurvePoint, cutRange, monthEnds, packCurve, summarizeCurve, unpackCurve } from "./equity-curve.ts";

const point = (date: string, equity = 100, drawdown: number | null = 0, twrIndex: number | null = 1): CurvePoint => ({
  date,
  equity,
  drawdown,
  twrIndex,
  benchmark: null,
});
const dates = (points: readonly CurvePoint[]) => points.map(({ date }) => date);

describe("a range", () => {
  const curve = ["2018-12-03", "2018-12-31", "2019-09-05", "2019-09-06", "2019-11-04", "2019-11-06", "2019-12-06"].map(
    (date) => point(date),
  );

  test("begins with the last point on or before its first day", () => {
    expect(dates(cutRange(curve, "1M"))).toEqual(["2019-11-06", "2019-12-06"]);
    expect(dates(cutRange(curve, "3M"))[0]).toBe("2019-09-06");
    expect(dates(cutRange(curve.slice(0, -2), "1M"))).toEqual(["2019-09-06", "2019-11-04"]);
  });

  test("to date begins with the last point of the year before", () => {
    expect(dates(cutRange(curve, "YTD"))[0]).toBe("2018-12-31");
  });

  test("longer than the curve shows it whole", () => {
    expect(cutRange(curve.slice(1), "1Y")).toHaveLength(6);
    expect(cutRange(curve, "1Y")).toHaveLength(7);
    expect(cutRange(curve, "All")).toHaveLength(7);
    expect(cutRange([], "1M")).toEqual([]);
  });

  test("of a month ends on the last day of a shorter month", () => {
    const march = ["2019-02-27", "2019-02-28", "2019-03-01", "2019-03-31"].map((date) => point(date));
    expect(dates(cutRange(march, "1M"))[0]).toBe("2019-02-28");
  });
});

describe("a summary", () => {
  test("names the extremes, the worst drawdown and the time-weighted return of the stretch", () => {
    const summary = summarizeCurve([
      point("2019-01-02", 100, 0, 1.1),
      point("2019-01-03", 80, -0.2, 0.88),
      point("2019-01-04", 120, null, 1.21),
    ]);
    expect(summary).toMatchObject({
      lowest: { date: "2019-01-03", value: 80 },
      highest: { date: "2019-01-04", value: 120 },
      worstDrawdown: { date: "2019-01-03", value: -0.2 },
    });
    expect(summary?.periodReturn).toBeCloseTo(0.1, 12);
  });

  test("of the whole curve counts its return from before the first session", () => {
    const points = [point("2019-01-02", 102, 0, 1.02), point("2019-01-03", 110, 0, 1.1)];
    expect(summarizeCurve(points, 1)?.periodReturn).toBeCloseTo(0.1, 12);
  });

  test("has no return where the index has ended, and is none of nothing", () => {
    expect(summarizeCurve([point("2019-01-02"), point("2019-01-03", -5, null, null)])?.periodReturn).toBeNull();
    expect(summarizeCurve([])).toBeNull();
  });
});

test("month ends are the last sessions of each month and the newest one", () => {
  const curve = ["2019-01-30", "2019-01-31", "2019-02-01", "2019-02-28", "2019-03-01", "2020-03-02"].map((d) =>
    point(d),
  );
  expect(dates(monthEnds(curve))).toEqual(["2019-01-31", "2019-02-28", "2019-03-01", "2020-03-02"]);
});

test("a packed curve is the same to the cent, and what has ended stays unknown", () => {
  const point = { date: "2025-03-03", equity: 1000.129, drawdown: -0.12345678, twrIndex: 1.123456789 };
  const ended = { date: "2025-03-04", equity: -1, drawdown: null, twrIndex: null };
  expect(unpackCurve(packCurve([point, ended], [999.999, null]))).toEqual([
    { date: "2025-03-03", equity: 1000.13, drawdown: -0.123457, twrIndex: 1.12345679, benchmark: 1000 },
    { ...ended, benchmark: null },
  ]);
});
