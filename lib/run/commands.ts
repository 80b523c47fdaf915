import * as z from "zod/mini";
import type { RunEvent } from "./events.ts";
import type { ListedRun } from "./listed-run.ts";
import type { RunState } from "./state.ts";

/** Watch a run: from now (a snapshot) or from the viewer's own `afterSeq`; `frames` sends a tick's events as one array. */
export const watchCommand = z.object({
  runId: z.uuid(),
  afterSeq: z.optional(z.int().check(z.minimum(0))),
  frames: z.optional(z.boolean()),
});
export const unwatchCommand = z.object({ runId: z.uuid() });

/** Runs of the viewer's own portfolios, or, for admins, everybody's; of one portfolio where it is named. */
const runListFilter = z.object({ scope: z.enum(["mine", "all"]), portfolioId: z.optional(z.uuid()) });

/** Watch a list of runs; `runIds` are those the viewer shows already, whose present rows come with the answer. */
export const watchRunsCommand = z.object({
  filter: runListFilter,
  runIds: z.optional(z.array(z.uuid()).check(z.maxLength(100))),
});

export type WatchCommand = z.infer<typeof watchCommand>;
export type UnwatchCommand = z.infer<typeof unwatchCommand>;
export type RunListFilter = z.infer<typeof runListFilter>;
export type WatchRunsCommand = z.infer<typeof watchRunsCommand>;

/** The answer to every command. */
export type Answer<Value> = { ok: true; value: Value } | { ok: false; code: string; message: string };

/**
 * Where a viewer stands after `watch`: a state to start from, or the events it missed. `at` is the server's clock, and
 * `upSince` when the process that answers was started; both UTC ISO. `placeInLine` is as in a heartbeat.
 */
export type WatchValue = { at: string; upSince: string; placeInLine: number | null } & (
  | { kind: "snapshot"; state: RunState }
  | { kind: "events"; events: RunEvent[] }
);

/** After `watch-runs`: the newest 50 runs of the filter and those asked for, in any order; `at` is the server's clock. */
export interface WatchRunsValue {
  at: string;
  runs: ListedRun[];
}

/** Sent every 5 s per watched run, so that a page knows whether it has everything. */
export interface Heartbeat {
  runId: string;
  seq: number;
  /** The server's clock, UTC ISO. */
  at: string;
  /** 1 = next to start; null once started. */
  placeInLine: number | null;
}

/** A watch that ended without the viewer asking: signed out, no right any more, run gone. */
export interface WatchEnded {
  /** Null for the list of runs. */
  runId: string | null;
  code: string;
  message: string;
}

export interface ClientToServer {
  watch(command: WatchCommand, answer: (answer: Answer<WatchValue>) => void): void;
  unwatch(command: UnwatchCommand, answer: (answer: Answer<null>) => void): void;
  /** One list a connection: a later one takes the place of the one before. */
  "watch-runs"(command: WatchRunsCommand, answer: (answer: Answer<WatchRunsValue>) => void): void;
  "unwatch-runs"(answer: (answer: Answer<null>) => void): void;
}

/** By default each event is a socket event named as its type, carrying that event; with `frames` they come as `events`. */
export type ServerToClient = Record<RunEvent["type"], (event: RunEvent) => void> & {
  events(runId: string, events: RunEvent[]): void;
  /** Replaces the viewer's state: it read too slowly to be sent every event. The events after its seq follow. */
  snapshot(state: RunState): void;
  heartbeat(beat: Heartbeat): void;
  "watch-ended"(ended: WatchEnded): void;
  /** A run of the watched list as it is now, also a new or an ended one; at most once a second per run. */
  "run-changed"(run: ListedRun): void;
};
