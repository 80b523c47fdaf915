"use client";

import { ChevronDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import type { RunState } from "#lib/run/state.ts";
import { isEnded } from "./run-ending.ts";
import { runFigures, type Share } from "./run-figures.ts";
import type { RunOrigin } from "./run-origin.ts";
import { UnavailablePanel } from "./unavailable-panel.tsx";
import { WarningsPanel } from "./warnings-panel.tsx";

type Opened = "unavailable" | "warnings" | null;

/**
 * What the run has come to, in figures that stand in the same places from the first paint to the end; those that fall
 * short open to what falls short.
 */
export function FigureStrip({
  state,
  origin,
  onOpenPhase,
}: {
  state: RunState;
  origin: RunOrigin;
  onOpenPhase: (id: string) => void;
}) {
  const format = useFormat();
  const [opened, setOpened] = useState<Opened>(null);
  const { positions, priced, unavailable, dates, warnings } = runFigures(state);
  const number = (value: number) => format.number(value, 0);
  const share = (of: Share | null) => of && (of.of === null ? number(of.done) : `${number(of.done)}/${number(of.of)}`);
  const toggle = (which: Opened) => setOpened(opened === which ? null : which);
  return (
    <section aria-label={isEnded(state) ? "Result" : "Figures so far"} className="mb-4">
      {/* As many columns as whole figures fit in. */}
      <div className="@container panel px-2 py-2">
        <div className="grid grid-cols-2 gap-y-1 @sm:grid-cols-3 @3xl:grid-cols-6">
          <Figure label="Positions">{positions === null ? null : number(positions)}</Figure>
          <Figure
            label="Symbols priced"
            title="Symbols of positions; the phase over prices counts those that factors need too"
          >
            {share(priced)}
          </Figure>
          <Figure
            label="Unavailable"
            isOpen={opened === "unavailable"}
            onToggle={unavailable ? () => toggle("unavailable") : null}
          >
            {unavailable === null ? null : number(unavailable)}
          </Figure>
          <Figure label="Dates computed" title={periodText(state)}>
            {share(dates)}
          </Figure>
          <Figure
            label="Phase warnings"
            title="What phases could not do; the log counts its own lines"
            isOpen={opened === "warnings"}
            onToggle={warnings > 0 ? () => toggle("warnings") : null}
          >
            {number(warnings)}
          </Figure>
          <Figure label="Prices" isText>
            {state.inputs?.priceSource ?? null}
          </Figure>
        </div>
      </div>
      {opened === "unavailable" && unavailable ? <UnavailablePanel {...{ state, origin }} /> : null}
      {opened === "warnings" && warnings > 0 && <WarningsPanel state={state} onOpenPhase={onOpenPhase} />}
      <Notes state={state} />
    </section>
  );
}

function periodText({ inputs }: RunState): string | undefined {
  return inputs?.dates ? `${inputs.dates.from} to ${inputs.dates.to}` : undefined;
}

interface FigureProps {
  label: string;
  children: ReactNode;
  title?: string | undefined;
  isText?: boolean;
  isOpen?: boolean;
  /** Null where there is nothing to open. */
  onToggle?: (() => void) | null;
}

/** A figure over its name; a button where it opens. */
function Figure({ label, children, title, isText = false, isOpen = false, onToggle = null }: FigureProps) {
  const value = (
    <span className={`figures block font-semibold wrap-anywhere ${isText ? "text-data" : "text-section"}`}>
      {children ?? <span className="font-normal text-muted">–</span>}
    </span>
  );
  const name = <span className="block text-meta text-muted">{label}</span>;
  if (!onToggle) {
    return (
      <div title={title} className="min-w-0 px-2 py-0.5">
        {name}
        {value}
      </div>
    );
  }
  return (
    <button
      type="button"
      title={title}
      aria-expanded={isOpen}
      onClick={onToggle}
      className="min-w-0 cursor-pointer self-start rounded-lg px-2 py-0.5 text-left hover:bg-default"
    >
      {name}
      <span className="flex items-center gap-1 text-attention">
        {value}
        <ChevronDown
          aria-hidden
          size={14}
          className={`transition-transform print:hidden ${isOpen ? "rotate-180" : ""}`}
        />
      </span>
    </button>
  );
}

/** What this run computes with and leaves out, said where its results appear. */
function Notes({ state }: { state: RunState }) {
  const { inputs } = state;
  // A run under way is about to say; one that has ended before never will.
  if (!inputs) return isEnded(state) ? null : <div className="mt-2 min-h-5" />;
  const period = periodText(state);
  const notes = inputs.notes.filter((note) => note !== "Simulated prices");
  return (
    <p className="mt-2 min-h-5 text-data text-muted">
      {inputs.simulated && (
        <strong className="mr-2 rounded-md border border-attention px-1.5 py-0.5 text-meta font-medium text-attention">
          Simulated prices
        </strong>
      )}
      {[...(period ? [period] : []), ...notes].join(" · ")}
    </p>
  );
}
