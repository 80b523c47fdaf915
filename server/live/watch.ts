import type { WatchCommand, WatchValue } from "#lib/run/commands.ts";
import type { RunEvent } from "#lib/run/events.ts";
import type { RunState } from "#lib/run/state.ts";
import { type Begun, notBegun } from "./begun.ts";
import { type FollowedRun, followRun } from "./follow-run.ts";
import type { LiveSocket, SocketViewer } from "./live-socket.ts";
import type { ReadEvents } from "./tailer.ts";
import type { WatchedRuns } from "./watched-runs.ts";

export interface WatchParts {
  mayWatch(viewer: SocketViewer, runId: string): Promise<boolean>;
  /** The run as stored, read in one repeatable-read transaction; null when it does not exist. */
  readRun(runId: string): Promise<RunState | null>;
  readEvents: ReadEvents;
  /** The last committed seq of each run. */
  lastSeqs(runIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Place in line of those of these runs that are queued, 1 = next. */
  placesInLine(runIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Told of errors that concern no single command. */
  failed(error: unknown): void;
  now(): Date;
  /** When this process began to serve. */
  readonly upSince: Date;
}

/** Missed events up to this number are sent one by one; past it a snapshot is shorter. */
const CATCH_UP_LIMIT = 2_000;

/** Runs one socket may watch at once. */
const MOST_WATCHES = 100;

/** Makes a socket watch a run: nothing is lost, doubled or out of order between the answer and the first frame. */
export async function watch(
  socket: LiveSocket,
  { runId, afterSeq, frames = false }: WatchCommand,
  runs: WatchedRuns,
  parts: WatchParts,
): Promise<Begun<WatchValue>> {
  if (!(await parts.mayWatch(socket.data.viewer, runId))) return notBegun("ERR_RUN_002");
  const { watches } = socket.data;
  if (watches.size >= MOST_WATCHES && !watches.has(runId)) return notBegun("ERR_LIVE_003");
  const followed = followRun({ socket, runId, frames, runs, readRun: parts.readRun });
  // Its place is taken before anything is waited for: of many asked for at once none is one too many.
  watches.get(runId)?.leave();
  watches.set(runId, followed);
  const leave = () => {
    followed.leave();
    // A later watch of the same run may have taken this one's place.
    if (watches.get(runId) === followed) watches.delete(runId);
  };
  const value = await held(followed, () => startingPoint(parts, runId, afterSeq)).catch((error: unknown) => {
    leave();
    throw error;
  });
  if (!value || !socket.connected) {
    leave();
    return notBegun("ERR_RUN_002");
  }
  const broken = (error: unknown) => {
    parts.failed(error);
    leave();
    // Closed, not refused: the viewer comes again and asks from where it stands.
    socket.conn.close();
  };
  // After the answer has been handed to the socket, which keeps the order.
  setImmediate(() => followed.release(lastSeq(value, afterSeq)).catch(broken));
  return { answer: { ok: true, value }, leave };
}

/** What `read` reads while events are held. */
async function held<Value>(followed: FollowedRun, read: () => Promise<Value>): Promise<Value> {
  await followed.hold();
  return read();
}

/** The socket watches this run no more. */
export function unwatch({ data }: LiveSocket, runId: string): void {
  data.watches.get(runId)?.leave();
  data.watches.delete(runId);
}

async function startingPoint(parts: WatchParts, runId: string, afterSeq?: number): Promise<WatchValue | null> {
  const events = afterSeq === undefined ? null : await missedEvents(parts, runId, afterSeq);
  const state = events ? null : await parts.readRun(runId);
  if (!events && !state) return null;
  const placeInLine = (await parts.placesInLine([runId])).get(runId) ?? null;
  const facts = { at: parts.now().toISOString(), upSince: parts.upSince.toISOString(), placeInLine };
  return events ? { kind: "events", events, ...facts } : state && { kind: "snapshot", state, ...facts };
}

/** All events after a seq; null where there are too many to send, or where they have been removed for their age. */
async function missedEvents(parts: WatchParts, runId: string, afterSeq: number): Promise<RunEvent[] | null> {
  const last = (await parts.lastSeqs([runId])).get(runId) ?? 0;
  if (last <= afterSeq) return [];
  // Too many are not read only to be thrown away.
  if (last - afterSeq > CATCH_UP_LIMIT) return null;
  const events = await parts.readEvents(runId, afterSeq, CATCH_UP_LIMIT + 1);
  return events[0]?.seq === afterSeq + 1 && events.length <= CATCH_UP_LIMIT ? events : null;
}

function lastSeq(value: WatchValue, afterSeq = 0): number {
  return value.kind === "snapshot" ? value.state.seq : (value.events.at(-1)?.seq ?? afterSeq);
}
