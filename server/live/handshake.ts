import { type LiveRefusal, refusal } from "#lib/run/live-refusals.ts";
import { type LiveServer, type LiveSocket, newSocketData, type SocketViewer } from "./live-socket.ts";
import { createOpenSockets } from "./open-sockets.ts";

export interface HandshakeParts {
  /** The session of a handshake's cookie; null when there is none. */
  viewerOf(headers: Headers): Promise<SocketViewer | null>;
  failed(error: unknown): void;
}

/** Admits sockets with a session, a limited number per user; the others are refused by name. */
export function admitSignedIn(io: LiveServer, parts: HandshakeParts): void {
  const open = createOpenSockets();
  io.use(async (socket, next) => {
    try {
      const viewer = await parts.viewerOf(new Headers({ cookie: socket.handshake.headers.cookie ?? "" }));
      if (!viewer) return refuse(socket, "ERR_AUTH_001", next);
      // A connection that has closed meanwhile would keep its place for ever.
      if (socket.conn.readyState !== "open") return next(new Error("the connection has closed"));
      if (!open.take(socket, viewer.userId)) return refuse(socket, "ERR_LIVE_004", next);
      Object.assign(socket.data, newSocketData(viewer));
      next();
    } catch (error) {
      parts.failed(error);
      // Closed, not refused: a client comes again by itself after the one, not after the other.
      socket.conn.close();
      next(new Error("The session could not be read.", { cause: error }));
    }
  });
}

function refuse(socket: LiveSocket, code: LiveRefusal, next: (error: Error) => void): void {
  const data = refusal(code);
  next(Object.assign(new Error(data.message), { data }));
  // Once the refusal is on its way; socket.io would leave the connection open for 45 seconds.
  setImmediate(() => socket.conn.close());
}
