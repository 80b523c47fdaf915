"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useEffectEvent, useMemo, useRef } from "react";
import type { CellAddress } from "./cell-address.ts";
import { type PreviewLine, usedColumns } from "./preview-lines.ts";
import { isAmount, PreviewTableLine } from "./preview-table-line.tsx";

const LINE_PX = 33;
const PROBLEM_PX = 28;

/** The file's lines as a table, problems under their line. Only what is in view is in the page, so 10,000 lines scroll. */
export function PositionsTable({
  lines,
  target,
  onReached,
}: {
  lines: readonly PreviewLine[];
  /** The cell to bring into view and to give the focus; null for none. */
  target: CellAddress | null;
  onReached: () => void;
}) {
  const box = useRef<HTMLElement>(null);
  const columns = useMemo(() => usedColumns(lines), [lines]);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => LINE_PX + PROBLEM_PX * remarksOf(lines[index]),
    getItemKey: (index) => lines[index]?.row ?? index,
    overscan: 12,
  });
  const bringIntoView = useEffectEvent((address: CellAddress) => {
    const index = lines.findIndex(({ row }) => row === address.row);
    if (index >= 0) rows.scrollToIndex(index, { align: "center" });
  });
  useEffect(() => {
    if (target) bringIntoView(target);
  }, [target]);
  const inView = rows.getVirtualItems();
  return (
    // A region that scrolls must be reachable by keyboard.
    <section
      ref={box}
      tabIndex={0}
      aria-label="Lines of the file"
      className="@container isolate max-h-[max(28rem,100dvh-20rem)] overflow-auto"
    >
      <table aria-rowcount={lines.length + 1} className="w-full border-separate border-spacing-0 text-data">
        <thead className="sticky top-0 z-10 bg-surface">
          <tr aria-rowindex={1}>
            <HeaderCell amount>Line</HeaderCell>
            {columns.map((column) => (
              <HeaderCell key={column} amount={isAmount(column)}>
                {column}
              </HeaderCell>
            ))}
          </tr>
        </thead>
        <Spacer height={inView[0]?.start ?? 0} />
        {inView.map(({ index, key }) => {
          const line = lines[index];
          return (
            line && (
              <tbody key={key} ref={rows.measureElement} data-index={index}>
                <PreviewTableLine
                  line={line}
                  columns={columns}
                  rowIndex={index + 2}
                  target={target?.row === line.row ? target : null}
                  onReached={onReached}
                />
              </tbody>
            )
          );
        })}
        <Spacer height={rows.getTotalSize() - (inView.at(-1)?.end ?? 0)} />
      </table>
    </section>
  );
}

/** Lines of text under a line of the file. */
function remarksOf(line: PreviewLine | undefined): number {
  return line ? line.problems.length + (line.note ? 1 : 0) : 0;
}

function HeaderCell({ children, amount }: { children: string; amount: boolean }) {
  return (
    <th
      scope="col"
      className={`border-b border-border px-3 py-1.5 text-meta font-medium whitespace-nowrap text-muted ${amount ? "text-right" : "text-left"}`}
    >
      {children}
    </th>
  );
}

/** Stands for the lines out of view. */
function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tbody aria-hidden>
      <tr>
        <td style={{ height }} className="p-0" />
      </tr>
    </tbody>
  );
}
