"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { createStore } from "zustand/vanilla";
import type { RunState } from "#lib/run/state.ts";
import { pastView } from "#lib/run-store/past-view.ts";
import type { ReplayStore } from "#lib/run-store/replay-store.ts";
import type { ShownRun } from "#lib/run-store/run-store.ts";
import { readReplayPoint, withReplayPoint } from "./replay-address.ts";

/** Whether a page shows its run as it is or as it was. */
export interface Replay {
  readonly isOn: boolean;
  /** Someone has just asked for it; false where the address leads there. */
  readonly isAsked: boolean;
  /** The run as the page shows it. */
  readonly shown: ShownRun;
  /** Null in the present, and until its code has come. */
  readonly store: ReplayStore | null;
  /** Looks back, to so many events before the newest. */
  enter(events?: number): void;
  /** Back to the present. */
  leave(): void;
}

/** The address follows the point once it has stayed for so long: browsers limit how often it may change. */
const SETTLED_MS = 300;

/** Replay of a run, from the point of the page's address on where it names one; `past` is the run as it was there. */
export function useReplay(live: ShownRun, past: RunState | null, isRemoved: boolean): Replay {
  const [isOn, setOn] = useState(past !== null);
  const [isAsked, setAsked] = useState(false);
  const [store, setStore] = useState<ReplayStore | null>(null);
  const [still] = useState(() => past && stillOf(past, live));
  /** Where to begin: an event, or so many before the newest. */
  const begin = useRef<{ seq: number } | { back: number }>({ back: 0 });
  const leave = useCallback(() => setOn(false), []);
  useEffect(() => {
    // Back from another page the address may name a point that the page was not made for.
    const seq = readReplayPoint(window.location.search);
    if (seq === null) return;
    begin.current = { seq };
    setOn(true);
  }, []);
  useEffect(() => {
    if (!isOn || isRemoved) return;
    let stop: (() => void) | null = null;
    let isLeft = false;
    const open = async () => {
      const { openReplay } = await import("./open-replay.ts");
      if (isLeft) return;
      const { state } = live.view.getState();
      const opened = openReplay(live, "seq" in begin.current && past ? past : state, leave);
      stop = opened.start();
      opened.seek("seq" in begin.current ? begin.current.seq : state.seq - begin.current.back);
      setStore(opened);
    };
    open().catch((error: unknown) => {
      console.warn("the code of the replay could not be loaded", error);
      if (!isLeft) leave();
    });
    return () => {
      isLeft = true;
      stop?.();
      setStore(null);
    };
  }, [isOn, isRemoved, live, past, leave]);
  useAddress(isOn, store);
  return {
    ...{ isOn, isAsked, store, leave },
    shown: isOn ? (store ?? still ?? live) : live,
    enter(events = 0) {
      begin.current = { back: events };
      setAsked(true);
      setOn(true);
    },
  };
}

function stillOf(past: RunState, live: ShownRun): ShownRun {
  const { state, clockOffsetMs } = live.view.getState();
  const view = pastView(past, { lastSeq: Math.max(state.seq, past.seq), clockOffsetMs });
  return { view: createStore(() => view) };
}

/** Keeps the page's address true: a reload, a bookmark or a friend comes to the same point. */
function useAddress(isOn: boolean, store: ReplayStore | null): void {
  const wasOn = useRef(false);
  useEffect(() => {
    if (!isOn) {
      if (wasOn.current) write(null);
      wasOn.current = false;
      return;
    }
    wasOn.current = true;
    if (!store) return;
    let timer: ReturnType<typeof setTimeout>;
    const follow = () => {
      clearTimeout(timer);
      timer = setTimeout(() => write(store.view.getState().state.seq), SETTLED_MS);
    };
    follow();
    const stop = store.view.subscribe(({ state }, before) => state.seq !== before.state.seq && follow());
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [isOn, store]);
}

function write(seq: number | null): void {
  const { pathname, search, hash } = window.location;
  const next = withReplayPoint(search, seq);
  if (next !== search) window.history.replaceState(null, "", `${pathname}${next}${hash}`);
}
