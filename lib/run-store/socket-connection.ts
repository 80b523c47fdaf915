import { io, type Socket } from "socket.io-client";
import * as z from "zod/mini";
import type { ClientToServer, ServerToClient } from "#lib/run/commands.ts";
import type { LiveConnection } from "./live-connection.ts";

export type LiveSocket = Socket<ServerToClient, ClientToServer>;

const refusal = z.object({ data: z.object({ code: z.string(), message: z.string() }) });

const ANSWER_TIMEOUT_MS = 10_000;

/** The wire over one websocket, by default to the server this page came from; socket.io reopens it when it breaks. */
export function createSocketConnection(socket: LiveSocket = openSocket()): LiveConnection {
  return {
    isConnected: () => socket.connected,
    watch: (command) => socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck("watch", command),
    unwatch(runId) {
      if (socket.connected) socket.emit("unwatch", { runId }, () => undefined);
    },
    listen(listener) {
      const handlers = {
        connect: listener.connected,
        disconnect: listener.disconnected,
        connect_error(error: Error) {
          const refused = refusal.safeParse(error);
          if (refused.success) listener.refused(refused.data.data.code, refused.data.data.message);
          else listener.disconnected();
        },
      };
      const { events, snapshot, heartbeat } = listener;
      socket
        .on("connect", handlers.connect)
        .on("disconnect", handlers.disconnect)
        .on("connect_error", handlers.connect_error);
      socket.on("events", events).on("snapshot", snapshot).on("heartbeat", heartbeat).on("watch-ended", listener.ended);
      return () => {
        socket.off("connect", handlers.connect).off("disconnect", handlers.disconnect);
        socket.off("connect_error", handlers.connect_error).off("watch-ended", listener.ended);
        socket.off("events", events).off("snapshot", snapshot).off("heartbeat", heartbeat);
      };
    },
  };
}

function openSocket(): LiveSocket {
  return io({ transports: ["websocket"], reconnectionDelay: 250, reconnectionDelayMax: 3_000 });
}

let shared: LiveConnection | undefined;

/** The page's one connection, opened on first use. */
export function sharedConnection(): LiveConnection {
  shared ??= createSocketConnection();
  return shared;
}
