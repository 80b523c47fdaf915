"use client";

import { ChevronDown } from "lucide-react";
import { useFormat } from "#components/frame/format-context.tsx";
import { StatusIcon } from "#components/status/status-icon.tsx";
import { counted } from "#lib/counted.ts";
import { duration } from "#lib/format.ts";
import type { PhaseState, RunState } from "#lib/run/state.ts";
import { usualRange } from "#lib/run/time-left.ts";
import { usualText } from "./duration-range.ts";
import { PhaseBar } from "./phase-bar.tsx";
import { PhasePanel } from "./phase-panel.tsx";
import { countText, isLeftOut, outcomeText, unitText, widestCountText } from "./phase-words.ts";
import { useNow } from "./use-now.ts";

interface PhaseRowProps {
  phase: PhaseState;
  run: RunState;
  /** Server's clock less the viewer's; null until known. */
  clockOffsetMs: number | null;
  /** Why the phase stands still; null while it moves. */
  standstill: string | null;
  isOpen: boolean;
  /** On paper rows are open, since nobody can open them. */
  isPrinted: boolean;
  onToggle: () => void;
  onShowLog: ((phase: string) => void) | null;
}

/** One of the nine rows: status, count, duration, and a bar while it runs or what came of it; it opens to all it tells. */
export function PhaseRow(props: PhaseRowProps) {
  const { phase, run, clockOffsetMs, standstill, isOpen, isPrinted, onToggle, onShowLog } = props;
  const isRunning = phase.status === "running";
  const now = useNow(isRunning, clockOffsetMs);
  const panel = `${phase.id}-panel`;
  const isShown = isOpen || (isPrinted && phase.status !== "pending");
  return (
    <li data-phase={phase.id} data-status={phase.status} className="border-b border-separator last:border-b-0">
      <div className="relative px-4 py-1 transition-colors hover:bg-default/50">
        <div className="flex items-center gap-2">
          <StatusIcon status={phase.status} />
          <h3 className={`min-w-0 flex-1 text-body ${phase.status === "pending" ? "text-muted" : "font-medium"}`}>
            {/* The whole row is pressed by it. */}
            <button
              type="button"
              aria-expanded={isOpen}
              aria-controls={isShown ? panel : undefined}
              onClick={onToggle}
              className="cursor-pointer text-left after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
            >
              {phase.name}
            </button>
          </h3>
          <Count phase={phase} />
          <Duration phase={phase} now={now} />
          <ChevronDown
            aria-hidden
            size={14}
            className={`shrink-0 text-muted transition-transform print:hidden ${isOpen ? "rotate-180" : ""}`}
          />
        </div>
        <div className="min-h-5 pl-6">
          {isRunning ? (
            <PhaseBar {...{ phase, run, now, standstill }} />
          ) : (
            <Outcome phase={phase} run={run} isWhole={isShown} />
          )}
        </div>
      </div>
      {isShown && (
        <PhasePanel id={panel} {...{ phase, standstill, onShowLog }} usual={run.usual} resumes={run.resumes} />
      )}
    </li>
  );
}

/** How far it is. It has the room of the whole count from the start: no row grows while it counts. */
function Count({ phase }: { phase: PhaseState }) {
  const format = useFormat();
  const write = (value: number) => format.number(value, 0);
  const unit = unitText(phase);
  return (
    <span data-count className="figures grid justify-items-end text-data whitespace-nowrap text-muted">
      <span className="col-start-1 row-start-1">
        {countText(phase, write)} <span className="sr-only sm:not-sr-only">{unit}</span>
      </span>
      <span aria-hidden className="invisible col-start-1 row-start-1 print:hidden">
        {widestCountText(phase, write)} <span className="max-sm:hidden">{unit}</span>
      </span>
    </span>
  );
}

/** The phase's own busy time; while it runs, the time since it began. */
function Duration({ phase, now }: { phase: PhaseState; now: number | null }) {
  const elapsed = now !== null && phase.startedAt ? Math.max(0, now - Date.parse(phase.startedAt)) : null;
  const ms = isLeftOut(phase) ? null : (phase.busyMs ?? elapsed);
  return (
    <span className="figures w-13 shrink-0 text-right text-data whitespace-nowrap text-muted">
      {ms === null ? "" : duration(ms)}
    </span>
  );
}

/** What came of a phase that has ended, two lines of it until the row is open; what one to come usually takes. */
function Outcome({ phase, run, isWhole }: { phase: PhaseState; run: RunState; isWhole: boolean }) {
  if (phase.status === "pending") {
    const range = usualRange(run, phase.id);
    return range && <p className="figures text-data text-muted">{usualText(range)}</p>;
  }
  const text = outcomeText(phase, run);
  const colour = phase.status === "failed" ? "text-failed" : "text-muted";
  const warnings = phase.warnings.length;
  return (
    <p className={`text-data wrap-anywhere ${colour} ${isWhole ? "" : "line-clamp-2"}`}>
      {/* First, where no long text cuts it off. */}
      {warnings > 0 && (
        <>
          <span className="text-attention">{counted(warnings, "warning")}</span>
          {text ? " · " : ""}
        </>
      )}
      {text}
    </p>
  );
}
