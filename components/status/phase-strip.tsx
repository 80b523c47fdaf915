// Drawn again in the browser: so a page of fifty carries the figures to draw from, not every drawing a second time.
"use client";

import { counted } from "#lib/counted.ts";
import { duration } from "#lib/format.ts";
import type { PhaseStatus } from "#lib/run/events.ts";
import { PLAN } from "#lib/run/plan.ts";
import { statusWord } from "./status-icon.tsx";

/** One cell of the strip. */
export interface PhaseCell {
  readonly id: string;
  readonly name: string;
  readonly status: PhaseStatus;
  readonly busyMs: number | null;
}

/** Colours, and the line drawn in a box of 8 by 8, so that no status is told by colour alone. */
const LOOKS: Record<PhaseStatus, { look: string; line: string }> = {
  pending: { look: "border border-border text-pending", line: "M4 4h0" },
  running: { look: "bg-running text-surface", line: "M2.5 1.5 6 4 2.5 6.5" },
  completed: { look: "bg-completed text-surface", line: "M1 4.2 3.2 6.4 7 1.8" },
  warning: { look: "bg-attention text-surface", line: "M4 1v3.4M4 6.8h0" },
  failed: { look: "bg-failed text-surface", line: "M1.5 1.5l5 5M6.5 1.5l-5 5" },
  skipped: { look: "border border-dashed border-pending text-pending", line: "M1 4h6" },
};

const NOT_PLANNED: readonly PhaseCell[] = PLAN.map(({ id, name }) => ({ id, name, status: "pending", busyMs: null }));

/** A run's nine phases in one line: status by colour and shape, width by share of the time. */
export function PhaseStrip({ phases }: { phases: readonly PhaseCell[] }) {
  const cells = phases.length > 0 ? phases : NOT_PLANNED;
  const total = cells.reduce((sum, { busyMs }) => sum + (busyMs ?? 0), 0);
  return (
    <div role="img" aria-label={inWords(cells)} className="flex h-4 w-32 gap-0.5 lg:w-56">
      {cells.map(({ id, name, status, busyMs }) => {
        const { look, line } = LOOKS[status];
        const time = busyMs === null ? "" : ` · ${duration(busyMs)}`;
        return (
          <span
            key={id}
            title={`${name}: ${statusWord(status)}${time}`}
            style={{ flexGrow: total > 0 ? (busyMs ?? 0) / total : 1 }}
            className={`grid min-w-3 basis-3 place-items-center rounded-xs ${look}`}
          >
            <svg aria-hidden="true" viewBox="0 0 8 8" className="size-2 fill-none stroke-current [stroke-width:1.4]">
              <path d={line} strokeLinecap="round" strokeLinejoin="round" />
            </svg>
          </span>
        );
      })}
    </div>
  );
}

/** "9 phases: 7 completed, 2 skipped". */
function inWords(cells: readonly PhaseCell[]): string {
  const byStatus = [...Map.groupBy(cells, ({ status }) => status)];
  const parts = byStatus.map(([status, found]) => `${found.length} ${statusWord(status).toLowerCase()}`);
  return `${counted(cells.length, "phase")}: ${parts.join(", ")}`;
}
