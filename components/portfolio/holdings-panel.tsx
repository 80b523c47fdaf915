"use client";

import dynamic from "next/dynamic";
import { useRef } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { orNotice } from "#components/frame/lazily.tsx";
import { useEarlyValue } from "#components/frame/use-early-value.ts";
import { type AskedHoldings, FIRST_ASKED, HOLDINGS_AT_ONCE } from "./asked-holdings.ts";
import { Card } from "./card.tsx";
import { Pages } from "./pages.tsx";
import type { HoldingsPage } from "./portfolio-data.ts";
import { SymbolProvider } from "./symbol-context.tsx";
import { useHoldings } from "./use-holdings.ts";

const HoldingsTable = dynamic(() => orNotice(import("./holdings-table.tsx").then((module) => module.HoldingsTable)), {
  loading: () => <p className="min-h-96 py-6 text-center text-data text-muted">Loading the holdings…</p>,
});

/** Positions with a search over symbol, company and tags; those held no more stand apart. */
export function HoldingsPanel({
  portfolioId,
  first,
  readAt,
  asOf,
  deleted,
  atOnce = HOLDINGS_AT_ONCE,
}: {
  portfolioId: string;
  /** What is shown at first. */
  first: HoldingsPage;
  readAt: string;
  asOf: string;
  /** What deleted positions still have in the figures of the page, in dollars. */
  deleted: number;
  /** The most rows shown at a time. */
  atOnce?: number;
}) {
  const format = useFormat();
  const { asked, ask, page, of, isComing, failure } = useHoldings(portfolioId, first, { readAt, atOnce });
  const left = page.total - page.holdings.length;
  const search = useRef<HTMLInputElement>(null);
  useEarlyValue(search, asked.search, (early) => ask({ search: early }));
  const show = (view: AskedHoldings["view"]) => ask({ ...FIRST_ASKED[view], search: asked.search });
  return (
    <Card title="Holdings" aside={`As of ${format.day(asOf)}`}>
      <div className="mb-3 flex flex-wrap gap-2">
        <input
          ref={search}
          type="search"
          aria-label="Filter by symbol, company or tag"
          placeholder="Symbol, company or tag"
          value={asked.search}
          maxLength={200}
          onChange={(event) => ask({ search: event.target.value })}
          className="input min-h-9 w-full sm:w-64"
        />
        {first.ended > 0 && (
          <fieldset className="flex rounded-lg bg-default p-0.5">
            <legend className="sr-only">Which positions</legend>
            <ViewButton isOn={asked.view === "held"} onPress={() => show("held")} label={`Held ${first.held}`} />
            <ViewButton isOn={asked.view === "ended"} onPress={() => show("ended")} label={`Closed ${first.ended}`} />
          </fieldset>
        )}
      </div>
      {failure && (
        <p role="alert" className="mb-3 text-data text-muted">
          {`These holdings could not be read. ${failure} `}
          <button
            type="button"
            onClick={() => ask({ offset: asked.offset })}
            className="min-h-6 cursor-pointer text-link underline"
          >
            Try again
          </button>
        </p>
      )}
      <section
        aria-label="Holdings, scrollable"
        aria-busy={isComing}
        tabIndex={0}
        className={`scroll-hint relative -mx-4 overflow-x-auto px-4 transition-opacity ${isComing ? "opacity-60" : ""}`}
      >
        <SymbolProvider {...{ portfolioId, readAt }}>
          <HoldingsTable {...{ page, of, asOf }} sort={asked.sort} descending={asked.descending} onSort={ask} />
        </SymbolProvider>
      </section>
      {asked.view === "held" && Math.abs(deleted) >= 0.005 && (
        <p className="mt-2 text-data text-attention">
          {`Positions deleted since are in the figures above until the next run: ${format.money(deleted)} of market value.`}
        </p>
      )}
      {left > 0 && (
        <p className="mt-2 hidden text-data print:block">
          {`${format.quantity(left)} more ${left === 1 ? "position is" : "positions are"} not on this paper; the sums are of all.`}
        </p>
      )}
      <Pages
        name="holdings"
        {...{ offset: of.offset, total: page.total, atOnce }}
        onPage={(offset) => ask({ offset })}
      />
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
