"use client";

import { Search } from "lucide-react";
import { useDeferredValue, useRef, useState } from "react";
import { useEarlyValue } from "#components/frame/use-early-value.ts";
import { METRIC_GROUPS } from "#lib/analytics/metric-catalogue.ts";
import { DefinitionEntry } from "./definition-entry.tsx";
import { groupAnchor, matchingGroups } from "./matching-groups.ts";

/** Every definition by area, narrowed down to the words someone looks for. */
export function DefinitionGroups() {
  const [text, setText] = useState("");
  const search = useRef<HTMLInputElement>(null);
  useEarlyValue(search, text, setText);
  const groups = matchingGroups(METRIC_GROUPS, useDeferredValue(text));
  const count = groups.reduce((sum, { metrics }) => sum + metrics.length, 0);
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <search className="relative w-full sm:w-72">
          <Search aria-hidden size={16} className="absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
          <input
            ref={search}
            type="search"
            value={text}
            maxLength={100}
            onChange={(event) => setText(event.target.value)}
            aria-label="Find a definition"
            placeholder="Find a definition"
            className="input input--full-width min-h-9 pl-9"
          />
        </search>
        <p role="status" className="figures text-meta text-muted">
          {count === 1 ? "1 definition" : `${count} definitions`}
        </p>
      </div>
      <nav aria-label="Areas" className="flex flex-wrap gap-1.5">
        {groups.map(({ title }) => (
          <a
            key={title}
            href={`#${groupAnchor(title)}`}
            className="inline-flex min-h-7 items-center rounded-full border border-border px-2.5 text-meta text-muted hover:text-foreground"
          >
            {title}
          </a>
        ))}
      </nav>
      {groups.length === 0 && (
        <p className="panel p-4 text-body text-muted">No definition has all of these words. Try fewer, or another.</p>
      )}
      {groups.map(({ title, metrics }) => (
        <section key={title} aria-labelledby={groupAnchor(title)}>
          <h2 id={groupAnchor(title)} className="mb-2 scroll-mt-4 text-section font-semibold">
            {title}
          </h2>
          <div className="panel overflow-hidden">
            {metrics.map((metric) => (
              <DefinitionEntry key={metric.id} metric={metric} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
