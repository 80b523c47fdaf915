"use client";

import { type KeyboardEvent, type MouseEvent, memo, useMemo } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { type Cluster, type Correlations, clustersOf } from "./correlations.ts";

/** With more symbols the cells are too small for numbers; they are still said, and told when pointed at. */
const MOST_WITH_NUMBERS = 20;

export interface HeatMapCell {
  readonly row: number;
  readonly column: number;
}

/**
 * Correlations as a grid of coloured cells with the clusters outlined. One stop of the Tab key: arrow keys, Home and End
 * go from cell to cell. Drawn once: what is pointed at is told to `onCell`, null when nothing is any more.
 */
export const HeatMap = memo(function HeatMap({
  correlations,
  onCell,
}: {
  correlations: Correlations;
  onCell: (cell: HeatMapCell | null) => void;
}) {
  const { symbols, matrix } = correlations;
  const clusters = useMemo(() => clustersOf(correlations), [correlations]);
  const isLarge = symbols.length > MOST_WITH_NUMBERS;
  const told = ({ target }: MouseEvent) => onCell(cellAt(target));
  return (
    <table
      aria-label="Correlation of each pair"
      onMouseOver={told}
      onMouseLeave={() => onCell(null)}
      onFocus={({ target }) => onCell(cellAt(target))}
      onBlur={() => onCell(null)}
      onKeyDown={(event) => move(event, symbols.length)}
      className="figures border-separate border-spacing-0 text-meta"
    >
      <thead>
        <tr>
          <td className="sticky top-0 left-0 z-2 bg-surface" />
          {symbols.map((symbol) => (
            <th
              key={symbol}
              scope="col"
              className="sticky top-0 z-1 bg-surface pb-1 text-left align-bottom font-medium whitespace-nowrap"
            >
              <span className="inline-block rotate-180 [writing-mode:vertical-rl]">{symbol}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {matrix.map((line, row) => (
          <tr key={symbols[row]}>
            <th scope="row" className="sticky left-0 z-1 bg-surface pr-2 text-right font-medium whitespace-nowrap">
              {symbols[row]}
            </th>
            {line.map((value, column) => (
              <Cell
                key={symbols[column]}
                {...{ value, row, column, isLarge }}
                cluster={clusterAt(clusters, row, column)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
});

function Cell(props: {
  value: number;
  row: number;
  column: number;
  isLarge: boolean;
  /** The cluster both symbols are of. */
  cluster: Cluster | null;
}) {
  const format = useFormat();
  const { value, row, column, isLarge, cluster } = props;
  const shown = format.number(value);
  return (
    <td
      tabIndex={row === 0 && column === 0 ? 0 : -1}
      data-row={row}
      data-column={column}
      aria-label={isLarge ? shown : undefined}
      className={`heat-cell text-center ${isLarge ? "h-4.5 min-w-4.5" : "h-7 min-w-10"}`}
      style={{
        background: `color-mix(in oklab, var(--heat-${value < 0 ? "apart" : "together"}) ${Math.round(100 * Math.min(1, Math.abs(value)))}%, var(--surface))`,
        boxShadow: cluster ? outline(cluster, row, column) : undefined,
      }}
    >
      {isLarge ? null : shown}
    </td>
  );
}

function clusterAt(clusters: readonly Cluster[], row: number, column: number): Cluster | null {
  const isIn = (at: number, { from, to }: Cluster) => at >= from && at < to;
  return clusters.find((each) => each.to - each.from > 1 && isIn(row, each) && isIn(column, each)) ?? null;
}

/** The line around a cluster's block, on the cells at its edges; inside the cell, so that no size changes. */
function outline({ from, to }: Cluster, row: number, column: number): string | undefined {
  const edges = [
    row === from && "inset 0 2px var(--foreground)",
    row === to - 1 && "inset 0 -2px var(--foreground)",
    column === from && "inset 2px 0 var(--foreground)",
    column === to - 1 && "inset -2px 0 var(--foreground)",
  ].filter((edge) => edge !== false);
  return edges.length > 0 ? edges.join(", ") : undefined;
}

function cellAt(target: EventTarget): HeatMapCell | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
  return cell && { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

/** Takes the focus, and with it the Tab stop, to the cell an arrow key points at. */
function move(event: KeyboardEvent<HTMLTableElement>, size: number): void {
  const step = STEPS[event.key];
  const at = cellAt(event.target);
  if (!step || !at || !(event.target instanceof HTMLElement)) return;
  event.preventDefault();
  const within = (index: number) => Math.max(0, Math.min(size - 1, index));
  const [row, column] = [within(at.row + step[0]), within(at.column + step[1])];
  const next = event.currentTarget.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`);
  if (!next) return;
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}
