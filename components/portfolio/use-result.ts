"use client";

import { useCallback, useEffect, useMemo, useState } from "react";
import { apiRequest } from "#lib/api-request.ts";
import { refusalText } from "#lib/refusal-text.ts";

/** What the API answers, from when it is asked. */
export type LazyResult<T> =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly text: string; readonly retry: () => void }
  | { readonly state: "ready"; readonly value: T };

/**
 * Asks the API for a part of the page that is too large to be sent before anyone looks at it.
 *
 * @param path of the API
 * @param read makes the body what it is; has to stay the same function
 * @param version another one has it asked again; until that answers, what was there before stays
 */
export function useResult<T>(path: string, read: (body: unknown) => T, version = ""): LazyResult<T> {
  const [answer, setAnswer] = useState<LazyResult<T>>({ state: "loading" });
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => {
    setAnswer({ state: "loading" });
    setAttempt((count) => count + 1);
  }, []);
  const request = useMemo(() => ({ path, version }), [path, version]);
  useEffect(() => {
    let gone = false;
    // What was kept of a failed attempt is not asked again.
    void apiRequest(request.path, attempt > 0 ? { cache: "reload" } : {}).then((result) => {
      if (gone) return;
      if ("problem" in result) setAnswer({ state: "failed", text: refusalText(result.problem), retry });
      else setAnswer({ state: "ready", value: read(result.body) });
    });
    return () => {
      gone = true;
    };
  }, [request, read, retry, attempt]);
  return answer;
}
