"use client";

import Link from "next/link";
import type { RunState } from "#lib/run/state.ts";
import type { Sync } from "#lib/run-store/sync.ts";
import { CancelButton } from "./cancel-button.tsx";
import { DownloadLog } from "./download-log.tsx";
import { NotifyButton } from "./notify-button.tsx";
import { RetryButton } from "./retry-button.tsx";
import { isBrokenOff, isEnded, isRetryable, lacksAnswers } from "./run-ending.ts";
import type { RunOrigin } from "./run-origin.ts";
import { TryAgainButton } from "./try-again-button.tsx";

/** What can be done with a run in its present state. */
export function RunActions({
  state,
  sync,
  origin: { isOwner },
}: {
  state: RunState;
  sync: Sync["kind"];
  origin: RunOrigin;
}) {
  if (!isEnded(state)) {
    return (
      <>
        <NotifyButton />
        <CancelButton {...{ state, sync }} />
      </>
    );
  }
  const { portfolio, runId } = state;
  return (
    <>
      <DownloadLog runId={runId} />
      {portfolio && isOwner && lacksAnswers(state) && <TryAgainButton portfolioId={portfolio.id} />}
      {portfolio && isOwner && (
        <Link
          href={`/portfolios/${portfolio.id}`}
          className={`button max-sm:px-3 ${isRetryable(state) ? "button--outline" : "button--primary"}`}
        >
          {isBrokenOff(state) ? "View Portfolio Anyway" : "View Portfolio"}
        </Link>
      )}
      {isRetryable(state) && <RetryButton state={state} />}
    </>
  );
}
