"use client";

import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { readLogLink } from "#lib/run/log-link.ts";
import { fetchLogPage } from "./fetch-log-page.ts";
import { LogReader, type LogView } from "./log-reader.ts";
import type { ShownRun } from "./run-store.ts";

/** The reading of a run's activity log while the component is mounted; it begins at the line that the page's address names. */
export function useLogReader({ view: live }: ShownRun): LogReader {
  const [reader] = useState(
    () =>
      new LogReader({ live, fetchPage: (query, signal) => fetchLogPage(live.getState().state.runId, query, signal) }),
  );
  useEffect(() => {
    const leave = reader.start();
    const link = readLogLink(window.location.search);
    if (link) reader.show(link.filter, link.line);
    return leave;
  }, [reader]);
  return reader;
}

/** A part of the view; the component renders again only when that part changes. */
export function useLogView<Part>(reader: LogReader, select: (view: LogView) => Part): Part {
  return useStore(reader.view, select);
}
