"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { RunState } from "#lib/run/state.ts";
import { RetryChain } from "./retry-chain.tsx";
import type { RunOrigin } from "./run-origin.ts";

/** Which portfolio and run this is, the retries it belongs to, and how far the page can be trusted to be now. */
export function RunWhereabouts({ state, origin, badge }: { state: RunState; origin: RunOrigin; badge: ReactNode }) {
  const { portfolio, runId, status } = state;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="inline-flex min-h-6 items-center gap-1.5">
        {portfolio && origin.isOwner ? (
          <Link
            href={`/portfolios/${portfolio.id}`}
            prefetch={false}
            className="inline-flex min-h-6 items-center hover:text-foreground hover:underline"
          >
            {portfolio.name}
          </Link>
        ) : (
          (portfolio?.name ?? "All symbols")
        )}
        <span aria-hidden="true">▸</span>
        <span className="font-mono">Run {runId.slice(0, 8)}</span>
      </span>
      <RetryChain chain={origin.chain} {...{ runId, status }} />
      {/* On a phone a row of their own: their words change, and what is below is not to move with them. */}
      <span className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 sm:w-auto">{badge}</span>
    </span>
  );
}
