"use client";

import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { RunState } from "#lib/run/state.ts";
import { pageConnection } from "./arriving-connection.ts";
import { nextFrame } from "./next-frame.ts";
import { RunStore, type RunView, type ShownRun } from "./run-store.ts";

/** The live store of one run while the component is mounted, starting from the server-rendered state. */
export function useRunStore(initial: RunState): RunStore {
  const [store] = useState(
    () =>
      new RunStore({
        initial,
        connection: pageConnection,
        schedule: nextFrame,
        now: Date.now,
      }),
  );
  useEffect(() => {
    const leave = store.start();
    const shown = () => {
      if (!document.hidden) store.catchUp();
    };
    document.addEventListener("visibilitychange", shown);
    return () => {
      document.removeEventListener("visibilitychange", shown);
      leave();
    };
  }, [store]);
  return store;
}

/** A part of the view; the component renders again only when that part changes. */
export function useRunView<Part>(store: ShownRun, select: (view: RunView) => Part): Part {
  return useStore(store.view, select);
}
