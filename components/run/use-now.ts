"use client";

import { useEffect, useState } from "react";

const STEP_MS = 100;

/** The present in ms while `ticking`; null before the page runs in a browser, so that server and browser render alike. */
export function useNow(ticking: boolean): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (!ticking) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), STEP_MS);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
