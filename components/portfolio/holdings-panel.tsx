"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { Card } from "./card.tsx";
import { holdingRows } from "./holding-rows.ts";
import type { PortfolioHolding } from "./portfolio-data.ts";

const HoldingsTable = dynamic(() => import("./holdings-table.tsx").then((module) => module.HoldingsTable), {
  loading: () => <p className="min-h-96 py-6 text-center text-data text-muted">Loading the holdings…</p>,
});

/** Positions with a search over symbol, company and tags; those held no more stand apart. */
export function HoldingsPanel({ holdings, asOf }: { holdings: readonly PortfolioHolding[]; asOf: string }) {
  const format = useFormat();
  const rows = useMemo(() => holdingRows(holdings, asOf), [holdings, asOf]);
  const [view, setView] = useState<"held" | "ended">("held");
  const [text, setText] = useState("");
  const ended = rows.filter((row) => row.ended).length;
  return (
    <Card title="Holdings" aside={`As of ${format.day(asOf)}`}>
      <div className="mb-3 flex flex-wrap gap-2">
        <input
          type="search"
          aria-label="Filter by symbol, company or tag"
          placeholder="Symbol, company or tag"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="input min-h-9 w-full sm:w-64"
        />
        {ended > 0 && (
          <fieldset className="flex rounded-lg bg-default p-0.5">
            <legend className="sr-only">Which positions</legend>
            <ViewButton isOn={view === "held"} onPress={() => setView("held")} label={`Held ${rows.length - ended}`} />
            <ViewButton isOn={view === "ended"} onPress={() => setView("ended")} label={`Closed ${ended}`} />
          </fieldset>
        )}
      </div>
      <section
        aria-label="Holdings, scrollable"
        tabIndex={0}
        className="scroll-hint relative -mx-4 overflow-x-auto px-4"
      >
        <HoldingsTable key={view} {...{ rows, view, text, asOf }} />
      </section>
    </Card>
  );
}

function ViewButton({ isOn, onPress, label }: { isOn: boolean; onPress: () => void; label: string }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onPress}
      className="min-h-8 cursor-pointer rounded-md px-3 text-data font-medium text-muted transition-colors hover:text-foreground aria-pressed:bg-surface aria-pressed:text-foreground"
    >
      {label}
    </button>
  );
}
