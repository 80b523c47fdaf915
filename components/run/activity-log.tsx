"use client";

import { ChevronDown } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useFormat } from "#components/frame/format-context.tsx";
import { EVERY_ENTRY } from "#lib/run/log-filter.ts";
import { countAll } from "#lib/run/log-page.ts";
import type { LogStep } from "#lib/run-store/log-step.ts";
import type { ShownRun } from "#lib/run-store/run-store.ts";
import { useLogReader, useLogView } from "#lib/run-store/use-log-reader.ts";
import { useRunView } from "#lib/run-store/use-run.ts";
import { ActivityLogFilters, LevelChips } from "./activity-log-filters.tsx";
import type { LogBox } from "./activity-log-lines.tsx";
import { ArrivingLogLines } from "./arriving-log-lines.tsx";
import { LogMatches } from "./log-matches.tsx";
import { LogTools } from "./log-tools.tsx";
import { useAddressLine } from "./use-address-line.ts";

interface ActivityLogProps {
  store: ShownRun;
  /** A phase whose entries another part of the page wants to be shown; a new object each time. */
  asked: { readonly phase: string } | null;
  /** It has been shown, and is not again when another moment is. */
  onTaken: () => void;
  /** The line that the address names has been gone to; null where it is not to be. */
  onAddressFollowed: (() => void) | null;
}

/**
 * The run's log, newest last: it follows the run, pages through all of it, goes to any line, and is filtered and searched
 * whole, in a replay as before it. On narrow pages it can be put away.
 */
export function ActivityLog({ store, asked, onTaken, onAddressFollowed }: ActivityLogProps) {
  const { reader, turn } = useLogReader(store);
  const filter = useLogView(reader, (view) => view.filter);
  const phases = useRunView(store, (view) => view.state.phases);
  const total = useRunView(store, (view) => countAll(view.state.logCounts));
  const [isOpen, setOpen] = useState(true);
  const [folding, setFolding] = useState(true);
  const box = useRef<LogBox>(null);
  const search = useRef<HTMLInputElement>(null);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!asked) return;
    reader.show({ ...EVERY_ENTRY, phase: asked.phase });
    setOpen(true);
    section.current?.scrollIntoView({ block: "nearest" });
    onTaken();
  }, [asked, reader, onTaken]);
  useAddressLine({ store, reader, section, onFollowed: onAddressFollowed });
  const step = (to: LogStep) => box.current && reader.step(to, box.current.inView());
  /** What led there is gone then: the focus goes to the lines, which are laid out anew. */
  const showAll = (line: number | null) => {
    flushSync(() => reader.show(EVERY_ENTRY, line));
    box.current?.focus();
  };
  const body = isOpen ? "contents" : "hidden lg:contents";
  return (
    <section
      ref={section}
      aria-labelledby="activity-log"
      className="panel flex min-h-0 scroll-mt-4 flex-col overflow-hidden print:hidden"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-border px-4 py-1.5">
        <Heading isOpen={isOpen} total={total} onToggle={() => setOpen(!isOpen)} />
        <div className={body}>
          <LogTools reader={reader} folding={folding} onFold={setFolding} onStep={step} />
          <LevelChips reader={reader} />
          <ActivityLogFilters reader={reader} phases={phases} onStep={step} search={search} />
        </div>
      </div>
      <div id="activity-log-lines" className={body}>
        <LogMatches
          reader={reader}
          total={total}
          onStep={step}
          onShowAll={showAll}
          onRetry={() => box.current?.retry()}
        />
        <ArrivingLogLines
          // Those of another reading, and lines that were put away, begin anew: a box that is not there has no place in it.
          key={JSON.stringify([turn, filter, isOpen])}
          reader={reader}
          folding={folding && filter.text === ""}
          box={box}
          onShowAll={showAll}
          onSearch={() => search.current?.focus()}
        />
      </div>
    </section>
  );
}

/** The name of the log; on narrow pages what shows it and puts it away. */
function Heading({ isOpen, total, onToggle }: { isOpen: boolean; total: number; onToggle: () => void }) {
  const format = useFormat();
  return (
    <h2 id="activity-log" className="mr-auto text-meta font-semibold tracking-wide text-muted uppercase">
      <span className="hidden py-1 lg:inline">Activity log</span>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls="activity-log-lines"
        onClick={onToggle}
        className="flex min-h-7 cursor-pointer items-center gap-1 uppercase lg:hidden"
      >
        Activity log
        {!isOpen && <span className="figures font-normal">· {format.number(total, 0)}</span>}
        <ChevronDown aria-hidden size={14} className={isOpen ? "rotate-180" : ""} />
      </button>
    </h2>
  );
}
