import { ColorType, CrosshairMode, createChart, LineSeries, LineStyle, type Time } from "lightweight-charts";
import type { Format } from "#lib/format.ts";
import { type ChartColours, chartColours, watchTheme } from "./chart-colours.ts";
import type { RiskPoint } from "./risk-history.ts";

/** A drawn chart of two lines: what may be asked of it until it is removed. */
export interface RiskHistoryChart {
  show(points: readonly RiskPoint[]): void;
  remove(): void;
}

/**
 * Draws two lines of fractions in the theme's colours, following its switches; the second is dashed.
 *
 * @param onHover is told the date under the crosshair, null when it leaves
 */
export function drawRiskHistory(
  container: HTMLElement,
  format: Format,
  onHover: (date: string | null) => void,
): RiskHistoryChart {
  const chart = createChart(container, {
    ...FIXED,
    ...lookOf(chartColours(), container),
    localization: {
      locale: format.locale,
      timeFormatter: (time: Time) => (typeof time === "string" ? format.day(time) : ""),
    },
  });
  const priceFormat = {
    type: "custom",
    minMove: 0.0001,
    formatter: (value: number) => format.percent(value, 1),
  } as const;
  const line = { lineWidth: 2, priceLineVisible: false, lastValueVisible: false, priceFormat } as const;
  const first = chart.addSeries(LineSeries, line);
  const second = chart.addSeries(LineSeries, { ...line, lineStyle: LineStyle.Dashed });
  const paint = () => {
    const colours = chartColours();
    chart.applyOptions(lookOf(colours, container));
    first.applyOptions({ color: colours.line });
    second.applyOptions({ color: colours.loss });
  };
  paint();
  const unwatch = watchTheme(paint);
  chart.timeScale().subscribeSizeChange(() => chart.timeScale().fitContent());
  chart.subscribeCrosshairMove(({ time }) => onHover(typeof time === "string" ? time : null));
  const data = (points: readonly RiskPoint[], pick: "first" | "second") =>
    points.map((point) => ({ time: point.date, ...(point[pick] === null ? {} : { value: point[pick] }) }));
  return {
    show: (points) => {
      first.setData(data(points, "first"));
      second.setData(data(points, "second"));
      chart.timeScale().fitContent();
    },
    remove: () => {
      unwatch();
      chart.remove();
    },
  };
}

const FIXED = {
  autoSize: true,
  handleScroll: false,
  handleScale: false,
  timeScale: { borderVisible: false, fixLeftEdge: true, fixRightEdge: true, minBarSpacing: 0.01 },
  rightPriceScale: { borderVisible: false },
  crosshair: { mode: CrosshairMode.Magnet },
} as const;

function lookOf(colours: ChartColours, container: HTMLElement) {
  const line = { color: colours.text, style: LineStyle.Dotted, labelBackgroundColor: colours.line };
  return {
    layout: {
      ...{ attributionLogo: false, textColor: colours.text, fontSize: 11 },
      background: { type: ColorType.Solid, color: "transparent" },
      fontFamily: getComputedStyle(container).fontFamily,
    },
    grid: { vertLines: { visible: false }, horzLines: { color: colours.grid } },
    crosshair: { vertLine: line, horzLine: line },
  } as const;
}
