"use client";

import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { RunListFilter } from "#lib/run/commands.ts";
import { pageConnection } from "./arriving-connection.ts";
import { RunListStore, type RunListView } from "./run-list-store.ts";

/** The live rows of a list while the component is mounted and the page is seen; `runIds` are the rows on the page. */
export function useRunList(filter: RunListFilter, runIds: readonly string[]): RunListStore {
  const [store] = useState(
    () =>
      new RunListStore({
        filter,
        connection: pageConnection,
        schedule: (apply) => requestAnimationFrame(apply),
        now: Date.now,
      }),
  );
  useEffect(() => store.show(runIds), [store, runIds]);
  useEffect(() => whileSeen(() => store.start()), [store]);
  return store;
}

/** A part of the view; the component renders again only when that part changes. */
export function useRunListView<Part>(store: RunListStore, select: (view: RunListView) => Part): Part {
  return useStore(store.view, select);
}

/** Does something while the page is not hidden; returns the function that ends it. */
function whileSeen(start: () => () => void): () => void {
  let stop: (() => void) | null = null;
  const look = () => {
    if (document.hidden) {
      stop?.();
      stop = null;
    } else stop ??= start();
  };
  look();
  document.addEventListener("visibilitychange", look);
  return () => {
    document.removeEventListener("visibilitychange", look);
    stop?.();
  };
}
