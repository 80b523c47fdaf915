"use client";

import { useCallback, useEffect, useState } from "react";
import { apiRequest } from "#lib/api-request.ts";
import { refusalText } from "#lib/refusal-text.ts";
import { type AskedHoldings, FIRST_ASKED, holdingsPath, isFirstAsked, readHoldings } from "./asked-holdings.ts";
import type { HoldingsPage } from "./portfolio-data.ts";

/** As long as someone goes on typing, nothing is asked. */
const PAUSE_MS = 150;

export interface ShownHoldings {
  readonly asked: AskedHoldings;
  readonly ask: (change: Partial<AskedHoldings>) => void;
  /** What was asked for; while that comes what was there before. */
  readonly page: HoldingsPage;
  /** The rows are of this. */
  readonly of: AskedHoldings;
  readonly isComing: boolean;
  readonly failure: string | null;
}

/**
 * The holdings a table asks for: what the page brought along, the rest from the API.
 *
 * @param readAt when the page was read: what is shown is asked again after it was read anew
 */
export function useHoldings(portfolioId: string, first: HoldingsPage, readAt: string): ShownHoldings {
  const [asked, setAsked] = useState<AskedHoldings>(FIRST_ASKED.held);
  const [answer, setAnswer] = useState<{ of: AskedHoldings; readAt: string; page: HoldingsPage } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const isFirst = isFirstAsked(asked);
  useEffect(() => {
    setFailure(null);
    if (isFirst) return setAnswer(null);
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      // What fetch throws when it was aborted.
      const result = await apiRequest(holdingsPath(portfolioId, asked), { signal: abort.signal }).catch(() => null);
      if (abort.signal.aborted || result === null) return;
      if ("problem" in result) setFailure(refusalText(result.problem));
      else setAnswer({ of: asked, readAt, page: readHoldings(result.body) });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [portfolioId, asked, isFirst, readAt]);
  const ask = useCallback(
    (change: Partial<AskedHoldings>) => setAsked((before) => ({ ...before, offset: 0, ...change })),
    [],
  );
  const shown = isFirst || answer === null ? { page: first, of: FIRST_ASKED.held } : answer;
  const isComing = !isFirst && failure === null && (answer?.of !== asked || answer.readAt !== readAt);
  return { asked, ask, page: shown.page, of: shown.of, isComing, failure };
}
