import * as z from "zod/mini";
import type { RunEvent } from "./events.ts";
import type { RunState } from "./state.ts";

/** Watch a run: from now (a snapshot) or from the viewer's own `afterSeq`; `frames` sends a tick's events as one array. */
export const watchCommand = z.object({
  runId: z.uuid(),
  afterSeq: z.optional(z.int().check(z.minimum(0))),
  frames: z.optional(z.boolean()),
});
export const unwatchCommand = z.object({ runId: z.uuid() });

export type WatchCommand = z.infer<typeof watchCommand>;
export type UnwatchCommand = z.infer<typeof unwatchCommand>;

/** The answer to every command. */
export type Answer<Value> = { ok: true; value: Value } | { ok: false; code: string; message: string };

/** Where a viewer stands after `watch`: a state to start from, or the events it missed; `at` is the server's clock. */
export type WatchValue = { at: string } & (
  | { kind: "snapshot"; state: RunState }
  | { kind: "events"; events: RunEvent[] }
);

/** Sent every 5 s per watched run, so that a page knows whether it has everything. */
export interface Heartbeat {
  runId: string;
  seq: number;
  /** The server's clock, UTC ISO. */
  at: string;
  /** 1 = next to start; null once started. */
  placeInLine: number | null;
}

/** A watch that ended without the viewer asking: signed out, no right any more, server closing. */
export interface WatchEnded {
  runId: string;
  code: string;
  message: string;
}

export interface ClientToServer {
  watch(command: WatchCommand, answer: (answer: Answer<WatchValue>) => void): void;
  unwatch(command: UnwatchCommand, answer: (answer: Answer<null>) => void): void;
}

/** By default each event is a socket event named as its type, carrying that event; with `frames` they come as `events`. */
export type ServerToClient = Record<RunEvent["type"], (event: RunEvent) => void> & {
  events(runId: string, events: RunEvent[]): void;
  /** Replaces the viewer's state: it fell too far behind to be caught up event by event. */
  snapshot(state: RunState): void;
  heartbeat(beat: Heartbeat): void;
  "watch-ended"(ended: WatchEnded): void;
};
