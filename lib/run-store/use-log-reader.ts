"use client";

import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { fetchLogPage } from "./fetch-log-page.ts";
import { LogReader, type LogView } from "./log-reader.ts";
import type { ShownRun } from "./run-store.ts";

/** The reading of a run's activity log while the component is mounted. */
export function useLogReader({ view: live }: ShownRun): LogReader {
  const [reader] = useState(
    () =>
      new LogReader({ live, fetchPage: (query, signal) => fetchLogPage(live.getState().state.runId, query, signal) }),
  );
  useEffect(() => reader.start(), [reader]);
  return reader;
}

/** A part of the view; the component renders again only when that part changes. */
export function useLogView<Part>(reader: LogReader, select: (view: LogView) => Part): Part {
  return useStore(reader.view, select);
}
