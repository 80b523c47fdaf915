"use client";

import { useEffect, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { relativeTime } from "#lib/relative-time.ts";

const STEP_MS = 30_000;

/** How long ago something was, kept true; day and time on hover. `now`, in ms, is the server's when it rendered. */
export function RelativeTime({ at, now }: { at: string; now: number }) {
  const format = useFormat();
  const [current, setCurrent] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setCurrent(Date.now()), STEP_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={`${format.instant(at)} UTC`} className="whitespace-nowrap">
      {relativeTime(Date.parse(at), Math.max(now, current))}
    </time>
  );
}
