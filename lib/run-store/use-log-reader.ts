"use client";

import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { LogFilter } from "#lib/run/log-filter.ts";
import { fetchLogPage } from "./fetch-log-page.ts";
import { LogReader, type LogReaderParts, type LogView } from "./log-reader.ts";
import type { ShownRun } from "./run-store.ts";

/** The reading of one store's log; `turn` tells it from those before. */
interface LogReading {
  readonly store: ShownRun;
  readonly reader: LogReader;
  readonly turn: number;
}

/**
 * The reading of a run's activity log while the component is mounted. Another store, of the same run as it is or was, is
 * read anew under the filter that is set.
 */
export function useLogReader(store: ShownRun): LogReading {
  const [known, setKnown] = useState(() => ({ store, reader: createReader(store), turn: 0 }));
  let reading = known;
  if (known.store !== store) {
    const { filter } = known.reader.view.getState();
    reading = { store, reader: createReader(store, filter), turn: known.turn + 1 };
    setKnown(reading);
  }
  const { reader } = reading;
  useEffect(() => reader.start(), [reader]);
  return reading;
}

function createReader({ view: live }: ShownRun, filter?: LogFilter): LogReader {
  const fetchPage: LogReaderParts["fetchPage"] = (query, signal) =>
    fetchLogPage(live.getState().state.runId, query, signal);
  return new LogReader({ live, fetchPage }, filter);
}

/** A part of the view; the component renders again only when that part changes. */
export function useLogView<Part>(reader: LogReader, select: (view: LogView) => Part): Part {
  return useStore(reader.view, select);
}
