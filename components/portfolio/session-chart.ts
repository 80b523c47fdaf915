import {
  ColorType,
  CrosshairMode,
  createChart,
  type IChartApi,
  LineStyle,
  type Time,
  type WhitespaceData,
} from "lightweight-charts";
import type { Format } from "#lib/format.ts";
import { axisLabels } from "./axis-labels.ts";
import { type ChartColours, chartColours, watchTheme } from "./chart-colours.ts";

/** A drawn chart of sessions: what may be asked of it until it is removed. */
export interface SessionChart<Point> {
  show(points: readonly Point[]): void;
  /** Puts the crosshair on a point, or takes it away. */
  point(at: Point | null): void;
  remove(): void;
}

/** Draws a chart; `onHover` is told the date under the crosshair, null when it leaves. */
export type DrawSessionChart<Point> = (
  container: HTMLElement,
  format: Format,
  onHover: (date: string | null) => void,
) => SessionChart<Point>;

/** An empty chart of sessions. Dragging and zooming are off: the page scrolls, ranges are chosen by button. */
export function emptySessionChart(
  container: HTMLElement,
  format: Format,
  onHover: (date: string | null) => void,
): IChartApi {
  const chart = createChart(container, {
    ...FIXED,
    // The browser's own default may be no language tag at all.
    localization: {
      locale: format.locale,
      timeFormatter: (time: Time) => (typeof time === "string" ? format.day(time) : ""),
    },
  });
  // The chart keeps its bars' width by itself, which cuts the oldest off when it becomes narrower.
  chart.timeScale().subscribeSizeChange(() => chart.timeScale().fitContent());
  chart.subscribeCrosshairMove(({ time }) => onHover(typeof time === "string" ? time : null));
  return chart;
}

const FIXED = {
  autoSize: true,
  // From the start: the logo brings a style of its own that the page's policy refuses. The card names its maker.
  layout: { attributionLogo: false },
  handleScroll: false,
  handleScale: false,
  // Years of sessions fit a phone.
  timeScale: { borderVisible: false, fixLeftEdge: true, fixRightEdge: true, minBarSpacing: 0.01 },
  rightPriceScale: { borderVisible: false, entireTextOnly: true },
  crosshair: { mode: CrosshairMode.Magnet },
} as const;

/**
 * Paints a chart in the theme's colours, now and whenever they are switched.
 *
 * @param paintSeries paints what is in it
 * @returns the way to stop
 */
export function paintChart(
  chart: IChartApi,
  container: HTMLElement,
  paintSeries: (colours: ChartColours) => void,
): () => void {
  const paint = () => {
    const colours = chartColours();
    chart.applyOptions(lookOf(colours, container));
    paintSeries(colours);
  };
  paint();
  return watchTheme(paint);
}

function lookOf(colours: ChartColours, container: HTMLElement) {
  const line = { color: colours.text, style: LineStyle.Dotted, labelBackgroundColor: colours.line };
  return {
    layout: {
      ...{ textColor: colours.text, fontSize: 11 },
      background: { type: ColorType.Solid, color: "transparent" },
      fontFamily: getComputedStyle(container).fontFamily,
      panes: { separatorColor: colours.border, separatorHoverColor: colours.border, enableResize: false },
    },
    grid: { vertLines: { visible: false }, horzLines: { color: colours.grid } },
    crosshair: { vertLine: line, horzLine: line },
  } as const;
}

/** A scale whose levels are written by `write`, with as many decimals as tell them apart. */
export function scaleBy(write: (value: number, decimals: number) => string, least: number) {
  const priceFormat = {
    type: "custom",
    minMove: 0.0001,
    formatter: (value: number) => write(value, least),
    tickmarksFormatter: (values: readonly number[]) => axisLabels(values, write, { least, most: least + 4 }),
  } as const;
  return { priceLineVisible: false, lastValueVisible: false, priceFormat } as const;
}

/** Points as a series takes them: a session without a value is a gap. */
export function seriesOf<Point extends { readonly date: string }>(
  points: readonly Point[],
  pick: (point: Point) => number | null,
): (WhitespaceData<string> & { value?: number })[] {
  return points.map((point) => {
    const value = pick(point);
    return { time: point.date, ...(value === null ? {} : { value }) };
  });
}
