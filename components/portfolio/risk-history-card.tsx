"use client";

import { useMemo, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { figureMetric } from "#lib/analytics/figure-metrics.ts";
import { Card } from "./card.tsx";
import { ChartFailure } from "./chart-failure.tsx";
import { Definition } from "./definition.tsx";
import { LazyPart } from "./lazy-part.tsx";
import { type RiskHistory, type RiskPoint, type RiskSeries, readRiskHistory, riskPoints } from "./risk-history.ts";
import { Segments } from "./segments.tsx";
import { useResult } from "./use-result.ts";
import { useSessionChart } from "./use-session-chart.ts";

const loadChart = async () => (await import("./risk-history-chart.ts")).drawRiskHistory;

interface View {
  readonly id: "volatility" | "tail";
  readonly name: string;
  readonly lines: readonly [Line, Line];
}

interface Line {
  readonly series: RiskSeries;
  readonly name: string;
}

const VIEWS: readonly View[] = [
  {
    id: "volatility",
    name: "Volatility",
    lines: [
      { series: "volatility63d", name: "63 sessions" },
      { series: "volatility21d", name: "21 sessions" },
    ],
  },
  {
    id: "tail",
    name: "Tail risk",
    lines: [
      { series: "historicalVar95", name: "Value at risk 95%" },
      { series: "historicalEs95", name: "Expected shortfall 95%" },
    ],
  },
];

/** How volatility and tail risk have moved from session to session. */
export function RiskHistoryCard({ portfolioId, runId }: { portfolioId: string; runId: string | null }) {
  const result = useResult(`/api/v1/portfolios/${portfolioId}/risk-history`, readRiskHistory);
  const [shown, setShown] = useState<View["id"]>("volatility");
  const view = VIEWS.find(({ id }) => id === shown) ?? VIEWS[0];
  return (
    <Card
      title="Risk over time"
      aside={<Segments legend="Which risk" choices={VIEWS} chosen={shown} onChoose={setShown} />}
    >
      <LazyPart result={result} what="the history of risk" className="min-h-64">
        {(history) => view && <History key={view.id} {...{ history, runId }} lines={view.lines} />}
      </LazyPart>
    </Card>
  );
}

function History({ history, lines, runId }: { history: RiskHistory; lines: View["lines"]; runId: string | null }) {
  const format = useFormat();
  const [hovered, setHovered] = useState<string | null>(null);
  const [first, second] = lines;
  const points = useMemo(() => riskPoints(history, first.series, second.series), [history, first, second]);
  const { container, failed } = useSessionChart(loadChart, points, setHovered);
  const at = points.find(({ date }) => date === hovered) ?? points.at(-1);
  if (!at) return <p className="py-10 text-center text-data text-muted">No session has enough returns for it yet.</p>;
  const values = [at.first, at.second];
  return (
    <>
      <dl className="figures mb-2 flex flex-wrap gap-x-5 gap-y-0.5 text-data">
        <div className="flex gap-1.5">
          <dt className="text-muted">Session</dt>
          <dd className="font-medium">{format.day(at.date)}</dd>
        </div>
        {lines.map(({ series, name }, index) => (
          <div key={series} className="flex items-center gap-1.5">
            <dt className="flex items-center gap-1.5 text-muted">
              <span
                aria-hidden
                className={`w-4 border-t-2 ${index === 0 ? "border-running" : "border-dashed border-loss"}`}
              />
              {name}
              <Definition metric={figureMetric("risk", series)} name={name} asOf={at.date} runId={runId} />
            </dt>
            <dd className="font-medium">{typeof values[index] === "number" ? format.percent(values[index]) : "–"}</dd>
          </div>
        ))}
      </dl>
      {points.length > 1 ? (
        <div ref={container} aria-hidden className="min-h-56 flex-1" />
      ) : (
        <p className="py-10 text-center text-data text-muted">One session so far: the lines begin with the second.</p>
      )}
      {failed && <ChartFailure />}
      {points.length > 1 && <MonthEnds {...{ points, lines }} />}
    </>
  );
}

/** The lines' month ends, newest first, in the page only once asked for. */
function MonthEnds({ points, lines }: { points: readonly RiskPoint[]; lines: View["lines"] }) {
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const ends = points.filter(({ date }, at) => points[at + 1]?.date.slice(0, 7) !== date.slice(0, 7)).toReversed();
  const shown = (value: number | null) => (value === null ? "–" : format.percent(value));
  return (
    <details className="mt-2 text-meta text-muted" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="w-fit cursor-pointer hover:text-foreground">Month ends as a table</summary>
      {isOpen && (
        <section aria-label="Month ends of risk" tabIndex={0} className="mt-2 max-h-60 max-w-md overflow-auto">
          <table className="figures w-full text-right text-data text-foreground">
            <thead className="text-meta text-muted">
              <tr>
                <th className="py-1 pr-3 text-left font-medium">Session</th>
                {lines.map(({ series, name }) => (
                  <th key={series} className="py-1 pl-3 font-medium">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ends.map(({ date, first, second }) => (
                <tr key={date} className="border-t border-separator">
                  <td className="py-1 pr-3 text-left">{format.day(date)}</td>
                  <td className="py-1 pl-3">{shown(first)}</td>
                  <td className="py-1 pl-3">{shown(second)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}
