import type { Server, Socket } from "socket.io";
import type { Answer, ClientToServer, ServerToClient, WatchCommand, WatchValue } from "#lib/run/commands.ts";
import type { RunEvent } from "#lib/run/events.ts";
import type { RunState } from "#lib/run/state.ts";
import type { ReadEvents } from "./tailer.ts";
import type { WatchedRuns } from "./watched-runs.ts";

/** Who is at the other end of a socket. */
export interface Viewer {
  readonly sessionId: string;
  readonly userId: string;
  readonly role: string;
}

export interface SocketData {
  viewer: Viewer;
  /** How to leave each run this socket watches. */
  watches: Map<string, () => void>;
}

export type LiveServer = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

export interface WatchParts {
  mayWatch(viewer: Viewer, runId: string): Promise<boolean>;
  /** The run as stored, read in one repeatable-read transaction; null when it does not exist. */
  readRun(runId: string): Promise<RunState | null>;
  readEvents: ReadEvents;
  /** Told of errors that concern no single command. */
  failed(error: unknown): void;
  now(): Date;
}

/** Missed events up to this number are sent one by one; past it a snapshot is shorter. */
const CATCH_UP_LIMIT = 2_000;

/** Runs one socket may watch at once. */
const MOST_WATCHES = 100;

const TOO_MANY = {
  ok: false,
  code: "ERR_LIVE_003",
  message: "This connection watches too many runs already.",
} as const;
const NOT_FOUND = { ok: false, code: "ERR_RUN_002", message: "This run does not exist, or is not yours." } as const;

export const framesRoom = (runId: string) => `frames:${runId}`;
export const singlesRoom = (runId: string) => `singles:${runId}`;

/** Makes a socket watch a run: nothing is lost, doubled or out of order between the answer and the first frame. */
export async function watch(
  socket: LiveSocket,
  { runId, afterSeq, frames = false }: WatchCommand,
  runs: WatchedRuns,
  parts: WatchParts,
): Promise<Answer<WatchValue>> {
  if (!(await parts.mayWatch(socket.data.viewer, runId))) return NOT_FOUND;
  const { watches } = socket.data;
  if (watches.size >= MOST_WATCHES && !watches.has(runId)) return TOO_MANY;
  const held: RunEvent[] = [];
  const viewer = { receive: (_run: string, events: readonly RunEvent[]) => void held.push(...events) };
  await runs.join(runId, viewer);
  const room = frames ? framesRoom(runId) : singlesRoom(runId);
  const leave = () => {
    // A later watch of the same run may have taken this one's place, and may be in the room by now.
    if (watches.get(runId) !== leave) return;
    watches.delete(runId);
    runs.leave(runId, viewer);
    void socket.leave(room);
  };
  watches.get(runId)?.();
  watches.set(runId, leave);
  const value = await startingPoint(parts, runId, afterSeq).catch((error: unknown) => {
    leave();
    throw error;
  });
  if (!value || !socket.connected) {
    leave();
    return NOT_FOUND;
  }
  const seq = lastSeq(value, afterSeq);
  const release = () => {
    const missed = held.filter((event) => event.seq > seq);
    if (frames && missed.length > 0) socket.emit("events", runId, missed);
    if (!frames) for (const event of missed) socket.emit(event.type, event);
    void socket.join(room);
  };
  const broken = (error: unknown) => {
    parts.failed(error);
    leave();
    // Closed, not refused: the viewer comes again and asks from where it stands.
    socket.conn.close();
  };
  // After the answer has been handed to the socket, which keeps the order.
  setImmediate(() => runs.joined(runId, viewer, seq, release).catch(broken));
  return { ok: true, value };
}

async function startingPoint(parts: WatchParts, runId: string, afterSeq?: number): Promise<WatchValue | null> {
  if (afterSeq !== undefined) {
    const events = await parts.readEvents(runId, afterSeq, CATCH_UP_LIMIT + 1);
    if (events.length <= CATCH_UP_LIMIT) return { kind: "events", events, at: parts.now().toISOString() };
  }
  const state = await parts.readRun(runId);
  return state && { kind: "snapshot", state, at: parts.now().toISOString() };
}

function lastSeq(value: WatchValue, afterSeq = 0): number {
  return value.kind === "snapshot" ? value.state.seq : (value.events.at(-1)?.seq ?? afterSeq);
}
