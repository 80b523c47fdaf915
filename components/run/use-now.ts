"use client";

import { useSyncExternalStore } from "react";
import { nextFrame } from "#lib/run-store/next-frame.ts";
import { useStoppedAt } from "./stopped-clock.ts";

const STEP_MS = 100;

/** One clock for all that ticks on a page, in step with its frames. */
const tickers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let ticked = 0;

/**
 * The present by the server's clock, in ms, while `ticking`: the viewer's own may be hours off. It stands where the page
 * does not show the present. Null until the offset is known, and before the page runs in a browser, so that server and
 * browser render alike.
 */
export function useNow(ticking: boolean, clockOffsetMs: number | null): number | null {
  const stoppedAt = useStoppedAt();
  const isOn = ticking && stoppedAt === null && clockOffsetMs !== null;
  const now = useSyncExternalStore(isOn ? tick : standStill, isOn ? lastTick : noTick, noTick);
  if (stoppedAt !== null) return stoppedAt;
  return now === null || clockOffsetMs === null ? null : now + clockOffsetMs;
}

function tick(changed: () => void): () => void {
  if (tickers.size === 0) {
    ticked = Date.now();
    timer = setInterval(() => nextFrame(tickAll), STEP_MS);
  }
  tickers.add(changed);
  return () => {
    tickers.delete(changed);
    if (tickers.size === 0) clearInterval(timer);
  };
}

function tickAll(): void {
  ticked = Date.now();
  for (const changed of tickers) changed();
}

const lastTick = (): number | null => ticked || null;
const noTick = (): number | null => null;
const standStill = () => () => undefined;
