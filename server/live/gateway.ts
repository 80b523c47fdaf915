import { unwatchCommand, watchCommand } from "#lib/run/commands.ts";
import {
  framesRoom,
  type LiveServer,
  type LiveSocket,
  singlesRoom,
  type Viewer,
  type WatchParts,
  watch,
} from "./watch.ts";
import { createWatchedRuns, type WatchedRuns } from "./watched-runs.ts";

export interface GatewayParts extends WatchParts {
  /** The session of a handshake's cookie; null when there is none. */
  viewerOf(headers: Headers): Promise<Viewer | null>;
  /** Of these sessions, those that still hold, with the user and role they have now. */
  currentViewers(sessionIds: readonly string[]): Promise<ReadonlyMap<string, Viewer>>;
  lastSeqs(runIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Place in line of those of these runs that are queued, 1 = next. */
  placesInLine(runIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

export interface Gateway {
  /** A worker has committed events of this run up to `seq`. */
  hint(runId: string, seq: number): void;
  /** Every 5 s: reads what hints may have missed, sends heartbeats, ends the watches of sessions that are over. */
  beat(): Promise<void>;
  /** Ends every watch of a session at once: signed out, revoked or banned. */
  endSession(sessionId: string): void;
  close(): Promise<void>;
}

const SIGNED_OUT = { code: "ERR_AUTH_001", message: "Your session is over. Sign in again." };
const MALFORMED = { ok: false, code: "ERR_LIVE_001", message: "This command is not of the documented form." } as const;
const UNREADABLE = { ok: false, code: "ERR_LIVE_002", message: "The run could not be read. Try again." } as const;

/** Serves `watch` and `unwatch` over socket.io and keeps every viewer's events complete and in order. */
export function createGateway(io: LiveServer, parts: GatewayParts): Gateway {
  const runs = createWatchedRuns({
    read: parts.readEvents,
    lastSeqs: parts.lastSeqs,
    failed: parts.failed,
    now: () => parts.now().getTime(),
    broadcast(runId, events) {
      io.to(framesRoom(runId)).emit("events", runId, [...events]);
      for (const event of events) io.to(singlesRoom(runId)).emit(event.type, event);
    },
  });
  admitSignedIn(io, parts);
  io.on("connection", (socket) => serve(socket, runs, parts));
  return {
    hint: runs.hint,
    async beat() {
      await endStaleSessions(io, parts);
      await sendHeartbeats(io, runs, parts);
    },
    endSession(sessionId) {
      for (const socket of io.sockets.sockets.values()) {
        if (socket.data.viewer.sessionId === sessionId) end(socket);
      }
    },
    async close() {
      runs.close();
      await io.close();
    },
  };
}

function admitSignedIn(io: LiveServer, parts: GatewayParts): void {
  io.use(async (socket, next) => {
    try {
      const viewer = await parts.viewerOf(new Headers({ cookie: socket.handshake.headers.cookie ?? "" }));
      if (!viewer) return next(Object.assign(new Error(SIGNED_OUT.message), { data: SIGNED_OUT }));
      socket.data.viewer = viewer;
      socket.data.watches = new Map();
      next();
    } catch (error) {
      parts.failed(error);
      // Closed, not refused: a client comes again by itself after the one, not after the other.
      socket.conn.close();
      next(new Error(UNREADABLE.message, { cause: error }));
    }
  });
}

function serve(socket: LiveSocket, runs: WatchedRuns, parts: GatewayParts): void {
  socket.on("watch", async (command, answer) => {
    if (typeof answer !== "function") return;
    const parsed = watchCommand.safeParse(command);
    if (!parsed.success) return answer(MALFORMED);
    try {
      answer(await watch(socket, parsed.data, runs, parts));
    } catch (error) {
      parts.failed(error);
      answer(UNREADABLE);
    }
  });
  socket.on("unwatch", (command, answer) => {
    if (typeof answer !== "function") return;
    const parsed = unwatchCommand.safeParse(command);
    if (!parsed.success) return answer(MALFORMED);
    socket.data.watches.get(parsed.data.runId)?.();
    answer({ ok: true, value: null });
  });
  socket.on("disconnect", () => {
    for (const leave of [...socket.data.watches.values()]) leave();
  });
}

function end(socket: LiveSocket): void {
  for (const runId of socket.data.watches.keys()) socket.emit("watch-ended", { runId, ...SIGNED_OUT });
  socket.disconnect(true);
}

async function endStaleSessions(io: LiveServer, parts: GatewayParts): Promise<void> {
  const sockets = [...io.sockets.sockets.values()];
  if (sockets.length === 0) return;
  const current = await parts.currentViewers([...new Set(sockets.map(({ data }) => data.viewer.sessionId))]);
  for (const socket of sockets) {
    const { sessionId, role } = socket.data.viewer;
    if (current.get(sessionId)?.role !== role) end(socket);
  }
}

async function sendHeartbeats(io: LiveServer, runs: WatchedRuns, parts: GatewayParts): Promise<void> {
  const [seqs, places] = await Promise.all([runs.check(), parts.placesInLine(runs.runIds())]);
  const at = parts.now().toISOString();
  for (const [runId, seq] of seqs) {
    const placeInLine = places.get(runId) ?? null;
    io.to(framesRoom(runId)).to(singlesRoom(runId)).emit("heartbeat", { runId, seq, at, placeInLine });
  }
}
