"use client";

import { memo } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { clockTime } from "#lib/format.ts";
import type { UsualDurations } from "#lib/run/events.ts";
import type { PhaseState } from "#lib/run/state.ts";
import { usualRange } from "#lib/run/time-left.ts";
import { usualText } from "./duration-range.ts";
import { ItemList } from "./item-list.tsx";
import { checkpointText, countName, pricedSymbolsText } from "./phase-words.ts";

interface PhasePanelProps {
  id: string;
  phase: PhaseState;
  usual: UsualDurations | null;
  /** How often the run has changed hands. */
  resumes: number;
  /** Why the phase stands still; null while it moves. */
  standstill: string | null;
  onShowLog: ((phase: string) => void) | null;
}

/** All a phase tells: warnings and lists in full, counts, times, what of it is stored, and the way to its log. */
export const PhasePanel = memo(function PhasePanel({
  id,
  phase,
  usual,
  resumes,
  standstill,
  onShowLog,
}: PhasePanelProps) {
  const { warnings, details, name } = phase;
  return (
    <section id={id} aria-label={`${name}, in full`} className="grid gap-2.5 pr-4 pb-3 pl-10.5 text-data">
      {standstill && <p className="wrap-anywhere text-attention">{standstill}</p>}
      {warnings.map(({ code, message, items }) => (
        <div key={`${code} ${message}`} className="border-l-2 border-attention pl-3">
          <p className="wrap-anywhere">{message}</p>
          <ItemList items={items} label={message} />
        </div>
      ))}
      {details.map(({ title, items }) => (
        <div key={title} className="border-l-2 border-border pl-3">
          <p>{title}</p>
          <ItemList items={items} label={title} />
        </div>
      ))}
      <Facts {...{ phase, usual, resumes }} />
      {onShowLog && (
        <p className="print:hidden">
          <button
            type="button"
            onClick={() => onShowLog(phase.id)}
            className="min-h-6 cursor-pointer text-link hover:underline"
          >
            Show its part of the log
          </button>
        </p>
      )}
    </section>
  );
});

function Facts({ phase, usual, resumes }: Pick<PhasePanelProps, "phase" | "usual" | "resumes">) {
  const format = useFormat();
  const { counts, startedAt, endedAt } = phase;
  const range = usualRange({ usual }, phase.id);
  const write = (value: number) => format.number(value, 0);
  const checkpoint = checkpointText(phase, resumes, write);
  const counted = Object.entries(counts).map(([name, count]) => `${countName(name)} ${format.quantity(count)}`);
  const times = [
    startedAt && `from ${clockTime(startedAt)}`,
    endedAt && `${startedAt ? "to" : "at"} ${clockTime(endedAt)}`,
  ];
  const facts: { name: string; text: string | null }[] = [
    { name: "Counts", text: counted.join(" · ") },
    { name: "Symbols", text: pricedSymbolsText(phase, write) },
    { name: "Stored", text: checkpoint },
    { name: "Time, UTC", text: times.filter(Boolean).join(" ") },
    { name: "Usually", text: range && usualText(range).replace(/^usual /, "") },
  ];
  const known = facts.filter(({ text }) => text !== null && text !== "");
  if (known.length === 0) return <p className="text-muted">It has not begun.</p>;
  return (
    <dl className="figures grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
      {known.map(({ name, text }) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 wrap-anywhere">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
