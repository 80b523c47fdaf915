"use client";

import { useEffect, useState } from "react";

const STEP_MS = 100;

/**
 * The present by the server's clock, in ms, while `ticking`: the viewer's own may be hours off. Null until the offset is
 * known, and before the page runs in a browser, so that server and browser render alike.
 */
export function useNow(ticking: boolean, clockOffsetMs: number | null): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (!ticking || clockOffsetMs === null) return;
    const tick = () => setNow(Date.now() + clockOffsetMs);
    tick();
    const timer = setInterval(tick, STEP_MS);
    return () => clearInterval(timer);
  }, [ticking, clockOffsetMs]);
  return now;
}
