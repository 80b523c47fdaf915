"use client";

import { CircleX, type LucideIcon, Search, TriangleAlert } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { useEarlyValue } from "#components/frame/use-early-value.ts";
import type { LogLevel } from "#lib/run/events.ts";
import { MOST_TEXT, NO_PHASE } from "#lib/run/log-filter.ts";
import type { PhaseState } from "#lib/run/state.ts";
import { logLevels } from "#lib/run/vocabulary.ts";
import type { LogReader } from "#lib/run-store/log-reader.ts";
import type { LogStep } from "#lib/run-store/log-step.ts";
import { useLogView } from "#lib/run-store/use-log-reader.ts";

const TYPING_MS = 250;
const CHIP_WORDS: Record<LogLevel, string> = { info: "Info", warning: "Warnings", error: "Errors" };
const CHIP_ICONS: Partial<Record<LogLevel, { icon: LucideIcon; look: string }>> = {
  warning: { icon: TriangleAlert, look: "text-attention" },
  error: { icon: CircleX, look: "text-failed" },
};

/** One level or all, each with the number of its entries in the whole log; a link may name several. */
export function LevelChips({ reader }: { reader: LogReader }) {
  const format = useFormat();
  const filter = useLogView(reader, (view) => view.filter);
  const counts = useLogView(reader, (view) => view.counts);
  const count = (level: LogLevel) => (counts ? format.number(counts[level], 0) : "…");
  const choices: { levels: readonly LogLevel[]; text: string }[] = [
    { levels: [], text: "All" },
    ...logLevels.map((level) => ({ levels: [level], text: `${CHIP_WORDS[level]} ${count(level)}` })),
  ];
  return (
    <fieldset className="flex flex-wrap gap-x-1">
      <legend className="sr-only">Show entries of level</legend>
      {choices.map(({ levels, text }) => {
        const isOn = levels[0] ? filter.levels.includes(levels[0]) : filter.levels.length === 0;
        const chip = levels[0] && CHIP_ICONS[levels[0]];
        return (
          <button
            key={levels[0] ?? "all"}
            type="button"
            aria-pressed={isOn}
            title={levels[0] && `Lines of the log of level ${levels[0]}`}
            onClick={() => reader.show({ ...filter, levels })}
            className={`figures flex min-h-6 cursor-pointer items-center gap-1 rounded-full px-2 py-0.5 text-meta ${isOn ? "bg-default font-medium text-foreground" : "text-muted hover:text-foreground"}`}
          >
            {chip && <chip.icon aria-hidden size={12} className={chip.look} />}
            {text}
          </button>
        );
      })}
    </fieldset>
  );
}

interface ActivityLogFiltersProps {
  reader: LogReader;
  phases: readonly PhaseState[];
  onStep: (step: LogStep) => void;
  search: RefObject<HTMLInputElement | null>;
}

/** Phase and text, both looked for in the whole log. */
export function ActivityLogFilters({ reader, phases, onStep, search }: ActivityLogFiltersProps) {
  const filter = useLogView(reader, (view) => view.filter);
  const phase = filter.phase ?? "";
  const phaseField = useRef<HTMLSelectElement>(null);
  const showPhase = (chosen: string) => reader.show({ ...reader.view.getState().filter, phase: chosen || null });
  useEarlyValue(phaseField, phase, showPhase);
  return (
    <search className="flex w-full items-center gap-2 pb-0.5">
      <select
        ref={phaseField}
        autoComplete="off"
        aria-label="Phase"
        value={phase}
        onChange={({ target }) => showPhase(target.value)}
        className="input h-8 min-w-0 flex-1 px-2 py-0 text-data"
      >
        <option value="">All phases</option>
        {phases.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        <option value={NO_PHASE}>Outside of phases</option>
      </select>
      <SearchField reader={reader} onStep={onStep} field={search} />
    </search>
  );
}

interface SearchFieldProps {
  reader: LogReader;
  onStep: (step: LogStep) => void;
  field: RefObject<HTMLInputElement | null>;
}

/** Searches once typing pauses, or at Enter, which then goes from match to match; Escape empties it. */
function SearchField({ reader, onStep, field }: SearchFieldProps) {
  const text = useLogView(reader, (view) => view.filter.text);
  const [typed, setTyped] = useState(text);
  const [known, setKnown] = useState(text);
  if (known !== text) {
    // Changed from outside: the way back to all entries empties the field too.
    setKnown(text);
    if (typed.trim() !== text) setTyped(text);
  }
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === text) return;
    const search = () => reader.show({ ...reader.view.getState().filter, text: wanted });
    const timer = setTimeout(search, wanted === "" ? 0 : TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, text, reader]);
  useEarlyValue(field, typed, setTyped);
  const hearKey = ({ key, shiftKey }: KeyboardEvent) => {
    const wanted = typed.trim();
    if (key === "Escape") setTyped("");
    else if (key !== "Enter") return;
    else if (wanted !== text) reader.show({ ...reader.view.getState().filter, text: wanted });
    else if (text !== "") onStep({ to: "entry", way: shiftKey ? "previous" : "next" });
  };
  return (
    <div className="relative min-w-0 flex-1">
      <Search aria-hidden size={14} className="absolute top-1/2 left-2.5 -translate-y-1/2 text-muted" />
      <input
        ref={field}
        type="search"
        // A link to a line is not to be overruled by what the browser remembers of an earlier visit.
        autoComplete="off"
        aria-label="Search the whole log"
        placeholder="Search log"
        value={typed}
        maxLength={MOST_TEXT}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={hearKey}
        className="input input--full-width h-8 py-0 pr-2 pl-8 text-data"
      />
    </div>
  );
}
