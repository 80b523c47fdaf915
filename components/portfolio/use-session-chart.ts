import { useEffect, useRef, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import type { DrawSessionChart, SessionChart } from "./session-chart.ts";

/**
 * Draws once the charting code has come; `failed` when it has not.
 *
 * @param load fetches that code; has to stay the same function, as has `onHover`
 */
export function useSessionChart<Point>(
  load: () => Promise<DrawSessionChart<Point>>,
  points: readonly Point[],
  onHover: (date: string | null) => void,
) {
  const format = useFormat();
  const container = useRef<HTMLDivElement>(null);
  const chart = useRef<SessionChart<Point> | null>(null);
  const newest = useRef(points);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    load().then(
      (draw) => {
        if (gone || !container.current) return;
        chart.current = draw(container.current, format, onHover);
        chart.current.show(newest.current);
      },
      () => setFailed(true),
    );
    return () => {
      gone = true;
      chart.current?.remove();
      chart.current = null;
    };
  }, [load, format, onHover]);
  useEffect(() => {
    newest.current = points;
    chart.current?.show(points);
  }, [points]);
  return { container, chart, failed };
}
