"use client";

import Link from "next/link";
import { ChangeSourceButton } from "#components/prices/change-source-button.tsx";
import type { RunState } from "#lib/run/state.ts";
import { ItemList } from "./item-list.tsx";
import { isEnded, isUnpriced } from "./run-ending.ts";
import { unavailableSymbols } from "./run-figures.ts";
import type { RunOrigin } from "./run-origin.ts";
import { TryAgainButton } from "./try-again-button.tsx";

/** The symbols without prices, why, what that means, and the ways out. */
export function UnavailablePanel({ state, origin: { prices, isOwner } }: { state: RunState; origin: RunOrigin }) {
  const { portfolio } = state;
  const items = unavailableSymbols(state).map(({ symbol, reason }) => (reason ? `${symbol}: ${reason}` : symbol));
  return (
    <div className="panel mt-2 grid gap-3 px-4 py-3 text-data">
      <p>
        {isUnpriced(state)
          ? "Without a price of any symbol nothing could be computed."
          : "Positions in these symbols stand at their entry price; whatever needs a history of prices leaves them out. Nothing else is affected."}
      </p>
      <ItemList items={items} label="Unavailable symbols" />
      {portfolio && isOwner && isEnded(state) && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden">
          <TryAgainButton portfolioId={portfolio.id} />
          {prices && !isUnpriced(state) && (
            <ChangeSourceButton choice={prices} after="run" look="link">
              Use another price source
            </ChangeSourceButton>
          )}
          <Link
            href={`/portfolios/${portfolio.id}?tab=holdings`}
            prefetch={false}
            className="inline-flex min-h-6 items-center text-link hover:underline"
          >
            Correct or value the positions
          </Link>
        </div>
      )}
    </div>
  );
}
