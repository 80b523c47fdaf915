import type { Answer, Heartbeat, WatchCommand, WatchEnded, WatchValue } from "#lib/run/commands.ts";
import type { RunEvent } from "#lib/run/events.ts";
import type { RunState } from "#lib/run/state.ts";

/** What a connection tells the run that listens to it. */
export interface LiveListener {
  connected(): void;
  disconnected(): void;
  /** The browser says that it has no network; a server on the viewer's own machine answers all the same. */
  networkGone(): void;
  /** The server will not have this viewer: signed out, or no session. */
  refused(code: string, message: string): void;
  events(runId: string, events: readonly RunEvent[]): void;
  snapshot(state: RunState): void;
  heartbeat(beat: Heartbeat): void;
  ended(end: WatchEnded): void;
}

/** The wire as the store sees it; tests put their own in its place. */
export interface LiveConnection {
  isConnected(): boolean;
  watch(command: WatchCommand): Promise<Answer<WatchValue>>;
  unwatch(runId: string): void;
  /** Closes the line, which may be dead without knowing, and opens another; also one that has been refused. */
  renew(): void;
  /** Returns the function that stops listening. */
  listen(listener: LiveListener): () => void;
}
