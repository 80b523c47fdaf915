import { unwatchCommand, watchCommand, watchRunsCommand } from "#lib/run/commands.ts";
import { refusal, refused } from "#lib/run/live-refusals.ts";
import { type Begun, notBegun } from "./begun.ts";
import { framesRoom, singlesRoom } from "./follow-run.ts";
import { admitSignedIn } from "./handshake.ts";
import type { LiveServer, LiveSocket, SocketViewer } from "./live-socket.ts";
import { limitMessages } from "./message-limit.ts";
import { isTooSlow, setSlowAside } from "./slow-viewer.ts";
import { unwatch, type WatchParts, watch } from "./watch.ts";
import { LISTS_ROOM, listRooms, unwatchRuns, type WatchRunsParts, watchRuns } from "./watch-runs.ts";
import { type ChangedRun, createWatchedLists, type WatchedLists } from "./watched-lists.ts";
import { createWatchedRuns, type WatchedRuns } from "./watched-runs.ts";

export interface GatewayParts extends Omit<WatchParts, "upSince">, WatchRunsParts {
  /** The session of a handshake's cookie; null when there is none. */
  viewerOf(headers: Headers): Promise<SocketViewer | null>;
  /** Of these sessions, those that still hold, with the user and role they have now. */
  currentViewers(sessionIds: readonly string[]): Promise<ReadonlyMap<string, SocketViewer>>;
  /** Last seq of the runs that are queued or running, and of those just begun. */
  activePositions(): Promise<ReadonlyMap<string, number>>;
  /** These runs as lists show them, in one statement. */
  listedRuns(runIds: readonly string[]): Promise<readonly ChangedRun[]>;
}

/** What is followed in this process, each run and the lists once for all who watch. */
interface Watched {
  readonly runs: WatchedRuns;
  readonly lists: WatchedLists;
}

export interface Gateway {
  /** A worker has committed events of this run up to `seq`. */
  hint(runId: string, seq: number): void;
  /** Every 5 s: reads what hints may have missed, sends heartbeats, ends the watches of sessions that are over. */
  beat(): Promise<void>;
  /** Reads what hints would have told of the watched runs; for the time in which none are heard. */
  poll(): Promise<void>;
  /** Ends every watch of a session at once: signed out, revoked or banned. */
  endSession(sessionId: string): void;
  close(): Promise<void>;
}

/** While no hint is heard, lists are looked after this often. */
const LIST_POLL_MS = 1_000;

/** Serves the live commands over socket.io and keeps every viewer's events complete and in order. */
export function createGateway(io: LiveServer, given: GatewayParts): Gateway {
  const parts = { ...given, upSince: given.now() };
  const runs = createWatchedRuns({
    ...{ read: parts.readEvents, lastSeqs: parts.lastSeqs, failed: parts.failed, now: () => parts.now().getTime() },
    broadcast(runId, events) {
      setSlowAside(io, [framesRoom(runId), singlesRoom(runId)], parts.failed);
      io.to(framesRoom(runId)).emit("events", runId, [...events]);
      // An event is made text before it is known that nobody is there to read it.
      if (!io.sockets.adapter.rooms.has(singlesRoom(runId))) return;
      for (const event of events) io.to(singlesRoom(runId)).emit(event.type, event);
    },
  });
  const lists = createWatchedLists({
    ...{ positions: parts.activePositions, read: parts.listedRuns, failed: parts.failed },
    now: () => parts.now().getTime(),
    isWatched: () => io.sockets.adapter.rooms.has(LISTS_ROOM),
    send(changed) {
      const rooms = listRooms(changed);
      setSlowAside(io, rooms, parts.failed);
      io.to(rooms).emit("run-changed", changed.run);
    },
  });
  let listsPolledAt = Number.NEGATIVE_INFINITY;
  admitSignedIn(io, parts);
  io.on("connection", (socket) => serve(socket, { runs, lists }, parts));
  return {
    hint(runId, seq) {
      runs.hint(runId, seq);
      lists.hint(runId, seq);
    },
    async beat() {
      await endStaleSessions(io, parts);
      await Promise.all([sendHeartbeats(io, runs, parts), lists.check()]);
    },
    async poll() {
      const now = parts.now().getTime();
      const isListTurn = now - listsPolledAt >= LIST_POLL_MS;
      if (isListTurn) listsPolledAt = now;
      await Promise.all([runs.check(), isListTurn ? lists.check() : undefined]);
    },
    endSession(sessionId) {
      for (const socket of io.sockets.sockets.values()) {
        if (socket.data.viewer.sessionId === sessionId) end(socket);
      }
    },
    async close() {
      runs.close();
      lists.close();
      await io.close();
    },
  };
}

function serve(socket: LiveSocket, { runs, lists }: Watched, parts: GatewayParts & WatchParts): void {
  limitMessages(socket, () => parts.now().getTime());
  const answered = async <Value>(answer: unknown, work: () => Promise<Begun<Value>>) => {
    if (typeof answer !== "function") return;
    if (isTooSlow(socket)) return answer(refused("ERR_LIVE_006"));
    try {
      const begun = await work();
      // Again: answers to what was asked meanwhile are on their way.
      const isLate = begun.answer.ok && isTooSlow(socket);
      if (isLate) begun.leave();
      answer(isLate ? refused("ERR_LIVE_006") : begun.answer);
    } catch (error) {
      parts.failed(error);
      answer(refused("ERR_LIVE_002"));
    }
  };
  socket.on("watch", (command, answer) =>
    answered(answer, async () => {
      const { success, data } = watchCommand.safeParse(command);
      return success ? watch(socket, data, runs, parts) : notBegun("ERR_LIVE_001");
    }),
  );
  socket.on("watch-runs", (command, answer) =>
    answered(answer, async () => {
      const { success, data } = watchRunsCommand.safeParse(command);
      return success ? watchRuns(socket, data, lists, parts) : notBegun("ERR_LIVE_001");
    }),
  );
  socket.on("unwatch", (command, answer) => {
    if (typeof answer !== "function") return;
    const { success, data } = unwatchCommand.safeParse(command);
    if (!success) return answer(refused("ERR_LIVE_001"));
    unwatch(socket, data.runId);
    answer({ ok: true, value: null });
  });
  socket.on("unwatch-runs", (answer) => {
    if (typeof answer !== "function") return;
    unwatchRuns(socket);
    answer({ ok: true, value: null });
  });
  socket.on("disconnect", () => leaveAll(socket));
}

function leaveAll(socket: LiveSocket): void {
  for (const runId of [...socket.data.watches.keys()]) unwatch(socket, runId);
  unwatchRuns(socket);
}

function end(socket: LiveSocket): void {
  const { watches, list } = socket.data;
  const ended = list ? [...watches.keys(), null] : [...watches.keys()];
  for (const runId of ended) socket.emit("watch-ended", { runId, ...refusal("ERR_AUTH_001") });
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
  const runIds = runs.runIds();
  const [seqs, places] = await Promise.all([runs.check(), parts.placesInLine(runIds)]);
  for (const runId of runIds) if (!seqs.has(runId)) endGone(io, runId);
  const at = parts.now().toISOString();
  for (const [runId, seq] of seqs) {
    const placeInLine = places.get(runId) ?? null;
    io.to(framesRoom(runId)).to(singlesRoom(runId)).emit("heartbeat", { runId, seq, at, placeInLine });
  }
}

/** Ends the watches of a run that is stored no more: its portfolio has been deleted. */
function endGone(io: LiveServer, runId: string): void {
  const { adapter, sockets } = io.sockets;
  for (const room of [framesRoom(runId), singlesRoom(runId)]) {
    for (const id of [...(adapter.rooms.get(room) ?? [])]) {
      const socket = sockets.get(id);
      if (!socket) continue;
      unwatch(socket, runId);
      socket.emit("watch-ended", { runId, ...refusal("ERR_RUN_002") });
    }
  }
}
