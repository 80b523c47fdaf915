import type { LiveSocket } from "./live-socket.ts";

/** Sockets one user may have open at once with one server process. */
const MOST_SOCKETS = 20;

/** Counts the open sockets of each user. */
export interface OpenSockets {
  /** Takes the socket's place among its user's, until its connection closes; false when they have too many. */
  take(socket: LiveSocket, userId: string): boolean;
}

export function createOpenSockets(): OpenSockets {
  const open = new Map<string, number>();
  const add = (userId: string, change: number) => {
    const count = (open.get(userId) ?? 0) + change;
    if (count > 0) open.set(userId, count);
    else open.delete(userId);
  };
  return {
    take(socket, userId) {
      if ((open.get(userId) ?? 0) >= MOST_SOCKETS) return false;
      add(userId, 1);
      socket.conn.once("close", () => add(userId, -1));
      return true;
    },
  };
}
