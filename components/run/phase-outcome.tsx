"use client";

import { statusWord } from "#components/status/status-icon.tsx";
import { counted } from "#lib/counted.ts";
import type { PhaseState } from "#lib/run/state.ts";
import { ItemList } from "./item-list.tsx";

/** What came of a phase that has ended; it opens to its warnings and to what else it tells. */
export function PhaseOutcome({ phase }: { phase: PhaseState }) {
  const { status, summary, reason, warnings, details } = phase;
  const text = [summary, reason].filter(Boolean).join(" · ");
  if (status === "pending" || status === "running" || !text) return null;
  const colour = status === "failed" ? "text-failed" : "text-muted";
  if (warnings.length === 0 && details.length === 0) return <p className={`text-data ${colour}`}>{text}</p>;
  return (
    <details className="text-data">
      <summary className={`cursor-pointer ${colour}`}>
        {text}
        {warnings.length > 0 && <span className="text-attention"> · {counted(warnings.length, "warning")}</span>}
        <span className="sr-only"> ({statusWord(status)})</span>
      </summary>
      <div className="grid gap-2 py-1.5">
        {warnings.map(({ code, message, items }) => (
          <div key={`${code} ${message}`} className="border-l-2 border-attention pl-3">
            <p>{message}</p>
            <ItemList items={items} />
          </div>
        ))}
        {details.map(({ title, items }) => (
          <div key={title} className="border-l-2 border-border pl-3">
            <p>{title}</p>
            <ItemList items={items} />
          </div>
        ))}
      </div>
    </details>
  );
}
