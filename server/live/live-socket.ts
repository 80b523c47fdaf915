import type { Server, Socket } from "socket.io";
import type { ClientToServer, ServerToClient } from "#lib/run/commands.ts";
import type { Followed } from "./followed.ts";

/** Who is at the other end of a socket. */
export interface SocketViewer {
  readonly sessionId: string;
  readonly userId: string;
  readonly role: string;
}

export interface SocketData {
  viewer: SocketViewer;
  /** The runs this socket watches, by id. */
  watches: Map<string, Followed>;
  /** The list of runs it watches. */
  list: Followed | null;
  /** Waits to be drained; what it follows is paused meanwhile. */
  isSetAside: boolean;
}

export type LiveServer = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

/** What a socket that has just been admitted follows: nothing. */
export function newSocketData(viewer: SocketViewer): SocketData {
  return { viewer, watches: new Map(), list: null, isSetAside: false };
}
