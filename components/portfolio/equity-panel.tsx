"use client";

import { useMemo, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { Card } from "./card.tsx";
import { ChartFailure } from "./chart-failure.tsx";
import { CurveLegend } from "./curve-legend.tsx";
import { CurveTable } from "./curve-table.tsx";
import {
  CURVE_RANGES,
  type CurvePoint,
  type CurveRange,
  cutRange,
  type PackedCurve,
  summarizeCurve,
  unpackCurve,
} from "./equity-curve.ts";
import { Segments } from "./segments.tsx";
import { useSessionChart } from "./use-session-chart.ts";

const loadChart = async () => (await import("./equity-chart.ts")).drawEquityChart;
const RANGES = CURVE_RANGES.map((id) => ({ id, name: id }));

/** The equity curve with its drawdown: by eye, by keyboard session by session, and as a table. */
export function EquityPanel({ curve, runId }: { curve: PackedCurve; runId: string | null }) {
  const [isCompared, setCompared] = useState(true);
  const points = useMemo(() => unpackCurve(isCompared ? curve : { ...curve, benchmark: null }), [curve, isCompared]);
  const format = useFormat();
  const [range, setRange] = useState<CurveRange>("All");
  const [hovered, setHovered] = useState<string | null>(null);
  const shown = useMemo(() => cutRange(points, range), [points, range]);
  const isWhole = shown.length === points.length;
  const summary = useMemo(() => summarizeCurve(shown, isWhole ? 1 : undefined), [shown, isWhole]);
  const { container, chart, failed } = useSessionChart(loadChart, shown, setHovered);
  if (!summary) return null;
  const at = shown.find(({ date }) => date === hovered) ?? shown.at(-1);
  if (!at) return null;
  return (
    <Card
      title="Equity and drawdown"
      metric="equity"
      context={{ asOf: summary.last.date, n: format.counted(points.length, "session"), runId }}
      aside={<Segments legend="Range" choices={RANGES} chosen={range} onChoose={setRange} />}
      className="min-h-112 lg:max-h-176"
    >
      <CurveLegend
        point={at}
        periodReturn={summary.periodReturn}
        compared={curve.benchmark && { isOn: isCompared, onSwitch: setCompared }}
      />
      <SessionSlider points={shown} at={at} onPoint={(point) => chart.current?.point(point)} onAt={setHovered} />
      <div
        hidden={failed}
        ref={container}
        aria-hidden
        className="min-h-72 flex-1 rounded-lg empty:bg-default motion-safe:empty:animate-pulse peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-focus"
      />
      {failed && <ChartFailure />}
      <div className="mt-2 flex flex-wrap items-start justify-between gap-x-4 gap-y-1 text-meta text-muted">
        <CurveTable points={shown} />
        <a
          href="https://www.tradingview.com/"
          target="_blank"
          rel="noreferrer"
          title="TradingView Lightweight Charts™. Copyright © 2025 TradingView, Inc."
          className="hover:text-foreground hover:underline"
        >
          Chart by TradingView
        </a>
      </div>
      <p className="sr-only">
        {`Equity from ${format.wholeMoney(summary.first.equity)} on ${format.day(summary.first.date)} to ` +
          `${format.wholeMoney(summary.last.equity)} on ${format.day(summary.last.date)}, lowest ` +
          `${format.wholeMoney(summary.lowest.value)} on ${format.day(summary.lowest.date)}, highest ` +
          `${format.wholeMoney(summary.highest.value)} on ${format.day(summary.highest.date)}.`}
      </p>
    </Card>
  );
}

/** Moves the crosshair with the arrow keys and says each session. */
function SessionSlider({
  points,
  at,
  onPoint,
  onAt,
}: {
  points: readonly CurvePoint[];
  at: CurvePoint;
  onPoint: (point: CurvePoint | null) => void;
  onAt: (date: string | null) => void;
}) {
  const format = useFormat();
  const drawdown = at.drawdown === null ? "" : `, drawdown ${format.percent(at.drawdown)}`;
  const go = (point: CurvePoint | null) => {
    onPoint(point);
    onAt(point?.date ?? null);
  };
  return (
    <input
      type="range"
      aria-label="Session of the equity curve"
      aria-valuetext={`${format.day(at.date)}: equity ${format.wholeMoney(at.equity)}${drawdown}`}
      min={0}
      max={points.length - 1}
      value={points.indexOf(at)}
      onChange={(event) => go(points[event.target.valueAsNumber] ?? null)}
      onBlur={() => go(null)}
      className="peer sr-only"
    />
  );
}
