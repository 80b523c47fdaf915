import { LineSeries, LineStyle } from "lightweight-charts";
import type { RiskPoint } from "./risk-history.ts";
import { type DrawSessionChart, emptySessionChart, paintChart, scaleBy, seriesOf } from "./session-chart.ts";

/** Draws two lines of fractions; the second is dashed. */
export const drawRiskHistory: DrawSessionChart<RiskPoint> = (container, format, onHover) => {
  const chart = emptySessionChart(container, format, onHover);
  const line = { lineWidth: 2, ...scaleBy(format.percent, 1) } as const;
  const first = chart.addSeries(LineSeries, line);
  const second = chart.addSeries(LineSeries, { ...line, lineStyle: LineStyle.Dashed });
  const unwatch = paintChart(chart, container, (colours) => {
    first.applyOptions({ color: colours.line });
    second.applyOptions({ color: colours.loss });
  });
  return {
    show: (points) => {
      first.setData(seriesOf(points, (point) => point.first));
      second.setData(seriesOf(points, (point) => point.second));
      chart.timeScale().fitContent();
    },
    point: (at) => {
      if (at?.first) chart.setCrosshairPosition(at.first, at.date, first);
      else chart.clearCrosshairPosition();
    },
    remove: () => {
      unwatch();
      chart.remove();
    },
  };
};
