import type { Answer, WatchEnded, WatchRunsCommand, WatchRunsValue } from "#lib/run/commands.ts";
import type { ListedRun } from "#lib/run/listed-run.ts";

/** What a connection tells the list that listens to it. */
export interface RunListListener {
  connected(): void;
  disconnected(): void;
  /** The server will not have this viewer: signed out, or no session. */
  refused(code: string, message: string): void;
  runChanged(run: ListedRun): void;
  ended(end: WatchEnded): void;
}

/** The wire as a list sees it; tests put their own in its place. */
export interface RunListConnection {
  isConnected(): boolean;
  watchRuns(command: WatchRunsCommand): Promise<Answer<WatchRunsValue>>;
  unwatchRuns(): void;
  /** Returns the function that stops listening. */
  listenToRuns(listener: RunListListener): () => void;
}
