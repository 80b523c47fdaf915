"use client";

import { useEffect, useState } from "react";
import { duration } from "#lib/format.ts";

const STEP_MS = 1_000;

/** How long a run has been going, in whole seconds, ticking. `now` is the server's clock when it rendered, in ms. */
export function RunningTime(props: { startedAt: string; now: number; clockOffsetMs: number }) {
  const { startedAt, now, clockOffsetMs } = props;
  const [current, setCurrent] = useState(now);
  useEffect(() => {
    const tick = () => setCurrent(Date.now() + clockOffsetMs);
    tick();
    const timer = setInterval(tick, STEP_MS);
    return () => clearInterval(timer);
  }, [clockOffsetMs]);
  const seconds = Math.max(0, Math.floor((current - Date.parse(startedAt)) / 1_000));
  return <span data-elapsed={seconds}>{seconds < 60 ? `${seconds}s` : duration(seconds * 1_000)}</span>;
}
