import { io, type Socket } from "socket.io-client";
import type { ClientToServer, ServerToClient } from "#lib/run/commands.ts";
import type { LiveConnection, LiveListener } from "./live-connection.ts";
import type { RunListConnection } from "./run-list-connection.ts";

export type LiveSocket = Socket<ServerToClient, ClientToServer>;

const ANSWER_TIMEOUT_MS = 10_000;

/**
 * The wire over one websocket, by default to the server this page came from; socket.io reopens it when it breaks.
 * `network` is what tells of "offline", a browser's window.
 */
export function createSocketConnection(
  socket: LiveSocket = openSocket(),
  network?: EventTarget,
): LiveConnection & RunListConnection {
  return {
    isConnected: () => socket.connected,
    watch: (command) => socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck("watch", command),
    unwatch(runId) {
      if (socket.connected) socket.emit("unwatch", { runId }, () => undefined);
    },
    renew: () => void socket.disconnect().connect(),
    watchRuns: (command) => socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck("watch-runs", command),
    unwatchRuns() {
      if (socket.connected) socket.emit("unwatch-runs", () => undefined);
    },
    listen(listener) {
      const stopState = listenToState(socket, listener);
      const { events, snapshot, heartbeat, ended, networkGone } = listener;
      socket.on("events", events).on("snapshot", snapshot).on("heartbeat", heartbeat).on("watch-ended", ended);
      network?.addEventListener("offline", networkGone);
      return () => {
        stopState();
        network?.removeEventListener("offline", networkGone);
        socket.off("events", events).off("snapshot", snapshot).off("heartbeat", heartbeat).off("watch-ended", ended);
      };
    },
    listenToRuns(listener) {
      const stopState = listenToState(socket, listener);
      const { runChanged, ended } = listener;
      socket.on("run-changed", runChanged).on("watch-ended", ended);
      return () => {
        stopState();
        socket.off("run-changed", runChanged).off("watch-ended", ended);
      };
    },
  };
}

type StateListener = Pick<LiveListener, "connected" | "disconnected" | "refused">;

function listenToState(socket: LiveSocket, { connected, disconnected, refused }: StateListener): () => void {
  const refusedOrLost = ({ data }: Error & { data?: unknown }) => {
    if (isRefusal(data)) refused(data.code, data.message);
    else disconnected();
  };
  socket.on("connect", connected).on("disconnect", disconnected).on("connect_error", refusedOrLost);
  return () => {
    socket.off("connect", connected).off("disconnect", disconnected).off("connect_error", refusedOrLost);
  };
}

function isRefusal(data: unknown): data is { readonly code: string; readonly message: string } {
  const isObject = typeof data === "object" && data !== null;
  return (
    isObject && "code" in data && typeof data.code === "string" && "message" in data && typeof data.message === "string"
  );
}

function openSocket(): LiveSocket {
  return io({ transports: ["websocket"], reconnectionDelay: 250, reconnectionDelayMax: 3_000 });
}

/**
 * Opens a new line whenever the network is back. The old one may be dead without knowing, and a lost one would be tried
 * again after its pause only, which has grown while there was no network.
 */
export function renewWhenOnline({ renew }: Pick<LiveConnection, "renew">, network: EventTarget): void {
  network.addEventListener("online", renew);
}

/** A page's one connection, to the server it came from; whoever calls keeps it. */
export function openPageConnection(): LiveConnection & RunListConnection {
  const connection = createSocketConnection(openSocket(), window);
  renewWhenOnline(connection, window);
  return connection;
}
