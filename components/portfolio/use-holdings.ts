"use client";

import { useCallback, useEffect, useState } from "react";
import { apiRequest } from "#lib/api-request.ts";
import { refusalText } from "#lib/refusal-text.ts";
import { type AskedHoldings, FIRST_ASKED, holdingsPath, isFirstAsked } from "./asked-holdings.ts";
import type { HoldingsPage } from "./portfolio-data.ts";

/** As long as someone goes on typing, nothing is asked. */
const PAUSE_MS = 150;
const UNREAD = "Load the page again.";

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
 * @param atOnce the most rows shown
 */
export function useHoldings(
  portfolioId: string,
  first: HoldingsPage,
  { readAt, atOnce }: { readAt: string; atOnce: number },
): ShownHoldings {
  const [asked, setAsked] = useState<AskedHoldings>(FIRST_ASKED.held);
  const [answer, setAnswer] = useState<{ of: AskedHoldings; readAt: string; page: HoldingsPage } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const isWhole = first.holdings.length >= Math.min(first.total, atOnce);
  const isFirst = isFirstAsked(asked) && isWhole;
  useEffect(() => {
    setFailure(null);
    if (isFirst) return setAnswer(null);
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const [result, { readHoldings }] = await Promise.all([
          apiRequest(holdingsPath(portfolioId, asked, atOnce), { signal: abort.signal }),
          // The rows the page brings along need no reading.
          import("./read-holdings.ts"),
        ]);
        if (abort.signal.aborted) return;
        if ("problem" in result) setFailure(refusalText(result.problem));
        else setAnswer({ of: asked, readAt, page: readHoldings(result.body) });
      } catch (error) {
        // Fetch throws when it is aborted.
        if (abort.signal.aborted) return;
        console.warn("the holdings could not be read", error);
        setFailure(UNREAD);
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [portfolioId, asked, isFirst, readAt, atOnce]);
  const ask = useCallback(
    (change: Partial<AskedHoldings>) => setAsked((before) => ({ ...before, offset: 0, ...change })),
    [],
  );
  const shown = isFirst || answer === null ? { page: first, of: FIRST_ASKED.held } : answer;
  const isComing = !isFirst && failure === null && (answer?.of !== asked || answer.readAt !== readAt);
  return { asked, ask, page: shown.page, of: shown.of, isComing, failure };
}
