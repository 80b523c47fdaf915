import {
  AreaSeries,
  type AutoscaleInfo,
  BaselineSeries,
  type ISeriesApi,
  LineSeries,
  LineStyle,
} from "lightweight-charts";
import type { ChartColours } from "./chart-colours.ts";
import type { CurvePoint } from "./equity-curve.ts";
import { type DrawSessionChart, emptySessionChart, paintChart, scaleBy, seriesOf } from "./session-chart.ts";

/** Draws equity, and what is given beside it, with the drawdown beneath. */
export const drawEquityChart: DrawSessionChart<CurvePoint> = (container, format, onHover) => {
  const chart = emptySessionChart(container, format, onHover);
  const equity = chart.addSeries(AreaSeries, {
    lineWidth: 2,
    ...scaleBy(format.compactMoney, 2),
    autoscaleInfoProvider: (own: () => AutoscaleInfo | null) => apart(own()),
  });
  const benchmark = chart.addSeries(LineSeries, {
    ...{ lineWidth: 1, lineStyle: LineStyle.Dashed, crosshairMarkerVisible: false },
    ...scaleBy(format.compactMoney, 2),
  });
  const drawdown = chart.addSeries(
    BaselineSeries,
    {
      lineWidth: 1,
      baseValue: { type: "price", price: 0 },
      autoscaleInfoProvider: fromZero,
      ...scaleBy(format.percent, 1),
    },
    1,
  );
  const [upper, lower] = chart.panes();
  // Of the least height the lower one still has room for two levels.
  upper?.setStretchFactor(5);
  lower?.setStretchFactor(2);
  const unwatch = paintChart(chart, container, (colours) => {
    paintMoney(equity, drawdown, colours);
    benchmark.applyOptions({ color: colours.text });
  });
  return {
    show: (points) => {
      equity.setData(seriesOf(points, (point) => point.equity));
      benchmark.setData(seriesOf(points, (point) => point.benchmark));
      drawdown.setData(seriesOf(points, (point) => point.drawdown));
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
};

/** Levels that the axis can tell apart, though the money has hardly moved: 2% around what does not. */
function apart(info: AutoscaleInfo | null): AutoscaleInfo | null {
  if (!info?.priceRange) return info;
  const { minValue, maxValue } = info.priceRange;
  const least = 0.02 * Math.max(Math.abs(minValue), Math.abs(maxValue), 1);
  const missing = Math.max(0, least - (maxValue - minValue)) / 2;
  return { ...info, priceRange: { minValue: minValue - missing, maxValue: maxValue + missing } };
}

/** A fall of less is a line along the top. */
const LEAST_DEPTH = -0.01;

/** A drawdown's depth shows only beside the level it is counted from. */
function fromZero(own: () => AutoscaleInfo | null): AutoscaleInfo | null {
  const info = own();
  const deepest = info?.priceRange?.minValue ?? 0;
  return info && { ...info, priceRange: { minValue: Math.min(deepest, LEAST_DEPTH), maxValue: 0 } };
}

function paintMoney(equity: ISeriesApi<"Area">, drawdown: ISeriesApi<"Baseline">, colours: ChartColours): void {
  equity.applyOptions({ lineColor: colours.line, topColor: colours.fill, bottomColor: colours.fillEnd });
  drawdown.applyOptions({
    ...{ topLineColor: colours.loss, topFillColor1: "transparent", topFillColor2: "transparent" },
    ...{ bottomLineColor: colours.loss, bottomFillColor1: colours.lossFill, bottomFillColor2: colours.lossFill },
  });
}
