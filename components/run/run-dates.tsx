"use client";

import { useSyncExternalStore } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import type { RunState } from "#lib/run/state.ts";
import { runTimes } from "./run-times.ts";

const never = () => () => undefined;

/** When an ended run began and ended, in UTC; by the reader's own clock on hover, which a server does not know. */
export function RunDates({ state }: { state: RunState }) {
  const { locale } = useFormat();
  const own = useSyncExternalStore(
    never,
    () => runTimes(state, locale, Intl.DateTimeFormat().resolvedOptions().timeZone),
    () => null,
  );
  const times = runTimes(state, locale);
  if (times === null || state.endedAt === null) return null;
  return (
    <time
      data-run-dates
      dateTime={state.startedAt ?? state.endedAt}
      title={own === null ? undefined : `${own}, your time`}
    >
      {times} UTC
    </time>
  );
}
