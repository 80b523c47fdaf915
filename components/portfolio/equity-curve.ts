import type { Session } from "./portfolio-data.ts";

/** A session of the equity curve: dollars; drawdown and the growth of 1 as fractions, null where they have ended. */
export type CurvePoint = Pick<Session, "date" | "equity" | "drawdown" | "twrIndex"> & {
  /** What the same money would be worth in SPY, in dollars; null where it is not known, or not to be seen. */
  readonly benchmark: number | null;
};

/** A curve as it is sent: years of sessions as columns, rounded beyond what is shown. */
export interface PackedCurve {
  readonly dates: readonly string[];
  readonly equity: readonly number[];
  readonly drawdown: readonly (number | null)[];
  readonly twrIndex: readonly (number | null)[];
  /** Null without any. */
  readonly benchmark: readonly (number | null)[] | null;
}

/** Equity to the cent, drawdown and index to six and eight decimals. */
export function packCurve(
  points: readonly Omit<CurvePoint, "benchmark">[],
  benchmark: readonly (number | null)[] | null,
): PackedCurve {
  const rounded = (value: number | null, decimals: number) => (value === null ? null : Number(value.toFixed(decimals)));
  return {
    dates: points.map(({ date }) => date),
    equity: points.map(({ equity }) => Number(equity.toFixed(2))),
    drawdown: points.map(({ drawdown }) => rounded(drawdown, 6)),
    twrIndex: points.map(({ twrIndex }) => rounded(twrIndex, 8)),
    benchmark: benchmark?.map((value) => rounded(value, 2)) ?? null,
  };
}

export function unpackCurve({ dates, equity, drawdown, twrIndex, benchmark }: PackedCurve): readonly CurvePoint[] {
  return dates.map((date, i) => {
    return {
      ...{ date, equity: equity[i] ?? 0, drawdown: drawdown[i] ?? null, twrIndex: twrIndex[i] ?? null },
      benchmark: benchmark?.[i] ?? null,
    };
  });
}

export const CURVE_RANGES = ["1M", "3M", "YTD", "1Y", "All"] as const;
export type CurveRange = (typeof CURVE_RANGES)[number];

const MONTHS: Partial<Record<CurveRange, number>> = { "1M": 1, "3M": 3, "1Y": 12 };

/**
 * The points of a range that ends with the newest one. It begins with the last point on or before its first day, so that
 * the first day's change is in it; a curve shorter than the range is shown whole.
 *
 * @param points oldest first
 */
export function cutRange(points: readonly CurvePoint[], range: CurveRange): readonly CurvePoint[] {
  const last = points.at(-1);
  if (!last || range === "All") return points;
  const start = range === "YTD" ? `${Number(last.date.slice(0, 4)) - 1}-12-31` : monthsBefore(last.date, MONTHS[range]);
  const first = points.findLastIndex((point) => point.date <= start);
  return points.slice(Math.max(0, first));
}

/** The same day of an earlier month, or that month's last day where it is shorter. */
function monthsBefore(iso: string, months = 0): string {
  const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
  const lastDay = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

export interface Extreme {
  readonly date: string;
  readonly value: number;
}

export interface CurveSummary {
  readonly first: Omit<CurvePoint, "benchmark">;
  readonly last: Omit<CurvePoint, "benchmark">;
  readonly lowest: Extreme;
  readonly highest: Extreme;
  /** The smallest drawdown, ≤ 0; null where none is known. */
  readonly worstDrawdown: Extreme | null;
  /** Time-weighted, as a fraction; null where the index has ended. */
  readonly periodReturn: number | null;
}

/**
 * What a stretch of the curve comes to; null for none.
 *
 * @param base the index the return is counted from: the first point's unless given, 1 for just before the first session
 */
export function summarizeCurve(
  points: readonly Omit<CurvePoint, "benchmark">[],
  base = points[0]?.twrIndex,
): CurveSummary | null {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return null;
  const equities = points.map(({ date, equity }) => ({ date, value: equity }));
  const drawdowns = points.flatMap(({ date, drawdown }) => (drawdown === null ? [] : [{ date, value: drawdown }]));
  return {
    first,
    last,
    lowest: equities.reduce((least, each) => (each.value < least.value ? each : least)),
    highest: equities.reduce((most, each) => (each.value > most.value ? each : most)),
    worstDrawdown: drawdowns.reduce<Extreme | null>(
      (worst, each) => (worst === null || each.value < worst.value ? each : worst),
      null,
    ),
    periodReturn: base && last.twrIndex !== null ? last.twrIndex / base - 1 : null,
  };
}

/** The last point of each month, oldest first: the curve as a table a reader can take in. */
export function monthEnds(points: readonly CurvePoint[]): readonly CurvePoint[] {
  return points.filter((point, index) => points[index + 1]?.date.slice(0, 7) !== point.date.slice(0, 7));
}
