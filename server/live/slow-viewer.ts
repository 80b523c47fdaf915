import type { Followed } from "./followed.ts";
import type { LiveServer, LiveSocket } from "./live-socket.ts";
import { unsentBytes } from "./unsent-bytes.ts";

/** What a viewer may leave unread on our side before it is sent nothing more. */
const MOST_UNSENT_BYTES = 1_048_576;
/** With no more than this unread a viewer has caught up, and is sent the present state. */
const DRAINED_BYTES = 65_536;

/** The viewer has left more unread than anyone may. */
export function isTooSlow(socket: LiveSocket): boolean {
  return unsentBytes(socket.conn) > MOST_UNSENT_BYTES;
}

/** Sets aside those in these rooms who read too slowly, before something more is sent to the rooms. */
export function setSlowAside(io: LiveServer, rooms: readonly string[], failed: (error: unknown) => void): void {
  const { adapter, sockets } = io.sockets;
  for (const room of rooms) {
    for (const id of adapter.rooms.get(room) ?? []) {
      const socket = sockets.get(id);
      if (socket && isTooSlow(socket)) setAside(socket, failed);
    }
  }
}

/** Pauses all that a socket follows until it has read what it was sent; then each comes again as it is by then. */
function setAside(socket: LiveSocket, failed: (error: unknown) => void): void {
  for (const followed of followedBy(socket)) followed.pause();
  if (socket.data.isSetAside) return;
  socket.data.isSetAside = true;
  const { transport } = socket.conn;
  let isResuming = false;
  let hasDrained = false;
  const onDrain = async () => {
    hasDrained = true;
    if (isResuming) return;
    isResuming = true;
    // A drain that comes during a turn is good for another one: it may have been the last.
    while (hasDrained && socket.data.isSetAside) {
      hasDrained = false;
      socket.data.isSetAside = !(await resumeWhileDrained(socket, failed));
    }
    isResuming = false;
    if (!socket.data.isSetAside) transport.off("drain", onDrain);
  };
  transport.on("drain", onDrain);
}

/** True when nothing is paused any more, or the socket is gone. */
async function resumeWhileDrained(socket: LiveSocket, failed: (error: unknown) => void): Promise<boolean> {
  try {
    for (;;) {
      const paused = followedBy(socket).find((followed) => followed.isPaused());
      if (!paused || !socket.connected) return true;
      if (unsentBytes(socket.conn) > DRAINED_BYTES) return false;
      await paused.resume();
    }
  } catch (error) {
    failed(error);
    // Closed, not refused: the viewer comes again and asks from where it stands.
    socket.conn.close();
    return true;
  }
}

function followedBy({ data }: LiveSocket): readonly Followed[] {
  return data.list ? [...data.watches.values(), data.list] : [...data.watches.values()];
}
