import {
  AreaSeries,
  type AutoscaleInfo,
  BaselineSeries,
  ColorType,
  CrosshairMode,
  createChart,
  type IChartApi,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  type Time,
} from "lightweight-charts";
import type { Format } from "#lib/format.ts";
import { type ChartColours, chartColours, watchTheme } from "./chart-colours.ts";
import type { CurvePoint } from "./equity-curve.ts";

/** A drawn chart: what may be asked of it until it is removed. */
export interface EquityChart {
  show(points: readonly CurvePoint[]): void;
  /** Puts the crosshair on a point, or takes it away. */
  point(at: CurvePoint | null): void;
  remove(): void;
}

/**
 * Draws equity, and what is given beside it, with the drawdown beneath, in the theme's colours and following its switches. Dragging and zooming are
 * off: the page scrolls, ranges are chosen by button.
 *
 * @param onHover is told the date under the crosshair, null when it leaves
 */
export function drawEquityChart(
  container: HTMLElement,
  format: Format,
  onHover: (date: string | null) => void,
): EquityChart {
  const chart = createChart(container, {
    ...FIXED,
    ...lookOf(chartColours(), container),
    // The browser's own default may be no language tag at all.
    localization: {
      locale: format.locale,
      timeFormatter: (time: Time) => (typeof time === "string" ? format.day(time) : ""),
    },
  });
  const equity = chart.addSeries(AreaSeries, {
    lineWidth: 2,
    ...axis(format.compactMoney),
    autoscaleInfoProvider: (own: () => AutoscaleInfo | null) => apart(own()),
  });
  const benchmark = chart.addSeries(LineSeries, {
    ...{ lineWidth: 1, lineStyle: LineStyle.Dashed, crosshairMarkerVisible: false },
    ...axis(format.compactMoney),
  });
  const drawdown = chart.addSeries(
    BaselineSeries,
    {
      lineWidth: 1,
      baseValue: { type: "price", price: 0 },
      autoscaleInfoProvider: fromZero,
      ...axis((value) => format.percent(value, 1)),
    },
    1,
  );
  const [upper, lower] = chart.panes();
  upper?.setStretchFactor(3);
  lower?.setStretchFactor(1);
  const paint = () => {
    paintChart(chart, equity, drawdown, container);
    benchmark.applyOptions({ color: chartColours().text });
  };
  paint();
  const unwatch = watchTheme(paint);
  // The chart keeps its bars' width by itself, which cuts the oldest off when it becomes narrower.
  chart.timeScale().subscribeSizeChange(() => chart.timeScale().fitContent());
  chart.subscribeCrosshairMove(({ time }) => onHover(typeof time === "string" ? time : null));
  return {
    show: (points) => {
      equity.setData(points.map(({ date, equity: value }) => ({ time: date, value })));
      benchmark.setData(
        points.map(({ date, benchmark: value }) => ({ time: date, ...(value === null ? {} : { value }) })),
      );
      drawdown.setData(
        points.map(({ date, drawdown: value }) => ({ time: date, ...(value === null ? {} : { value }) })),
      );
      chart.timeScale().fitContent();
    },
    point: (at) => {
      if (at) chart.setCrosshairPosition(at.equity, at.date, equity);
      else chart.clearCrosshairPosition();
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
  // Years of sessions fit a phone.
  timeScale: { borderVisible: false, fixLeftEdge: true, fixRightEdge: true, minBarSpacing: 0.01 },
  rightPriceScale: { borderVisible: false },
  crosshair: { mode: CrosshairMode.Magnet },
} as const;

function axis(formatter: (value: number) => string) {
  const priceFormat = { type: "custom", minMove: 0.0001, formatter } as const;
  return { priceLineVisible: false, lastValueVisible: false, priceFormat } as const;
}

/** Levels that the axis can tell apart, though the money has hardly moved: 2% around what does not. */
function apart(info: AutoscaleInfo | null): AutoscaleInfo | null {
  if (!info?.priceRange) return info;
  const { minValue, maxValue } = info.priceRange;
  const least = 0.02 * Math.max(Math.abs(minValue), Math.abs(maxValue), 1);
  const missing = Math.max(0, least - (maxValue - minValue)) / 2;
  return { ...info, priceRange: { minValue: minValue - missing, maxValue: maxValue + missing } };
}

/** A drawdown's depth shows only beside the level it is counted from. */
function fromZero(own: () => AutoscaleInfo | null): AutoscaleInfo | null {
  const info = own();
  return info && { ...info, priceRange: { minValue: info.priceRange?.minValue ?? 0, maxValue: 0 } };
}

function lookOf(colours: ChartColours, container: HTMLElement) {
  return {
    layout: {
      attributionLogo: false,
      background: { type: ColorType.Solid, color: "transparent" },
      textColor: colours.text,
      fontFamily: getComputedStyle(container).fontFamily,
      fontSize: 11,
      panes: { separatorColor: colours.border, separatorHoverColor: colours.border, enableResize: false },
    },
    grid: { vertLines: { visible: false }, horzLines: { color: colours.grid } },
    crosshair: {
      vertLine: { color: colours.text, style: LineStyle.Dotted, labelBackgroundColor: colours.line },
      horzLine: { color: colours.text, style: LineStyle.Dotted, labelBackgroundColor: colours.line },
    },
  } as const;
}

function paintChart(
  chart: IChartApi,
  equity: ISeriesApi<"Area">,
  drawdown: ISeriesApi<"Baseline">,
  container: HTMLElement,
): void {
  const colours = chartColours();
  chart.applyOptions(lookOf(colours, container));
  equity.applyOptions({ lineColor: colours.line, topColor: colours.fill, bottomColor: colours.fillEnd });
  drawdown.applyOptions({
    ...{ topLineColor: colours.loss, topFillColor1: "transparent", topFillColor2: "transparent" },
    ...{ bottomLineColor: colours.loss, bottomFillColor1: colours.lossFill, bottomFillColor2: colours.lossFill },
  });
}
