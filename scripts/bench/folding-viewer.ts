import type { Answer, Heartbeat, WatchEnded, WatchValue } from "#lib/run/commands.ts";
import type { RunEvent } from "#lib/run/events.ts";
import { initialRunState, type RunState } from "#lib/run/state.ts";
import type { LiveConnection, LiveListener } from "#lib/run-store/live-connection.ts";
import { RunStore } from "#lib/run-store/run-store.ts";
import type { WireSocket } from "./wire-socket.ts";

const FRAME_MS = 1000 / 60;
const due: (() => void)[] = [];
// A browser's animation frames, one clock for all viewers of this process.
setInterval(() => due.splice(0).forEach((apply) => void apply()), FRAME_MS).unref();

/** A store as a page has it, on a connection of this bench, from `initial` on. */
export function storeOn(connection: LiveConnection, initial: RunState): RunStore {
  return new RunStore({ initial, connection, schedule: (apply) => void due.push(apply), now: Date.now });
}

/** The run before its first event. */
export function unseenRun(runId: string): RunState {
  return initialRunState({ runId, kind: "nightly", portfolio: null, createdAt: new Date().toISOString() });
}

/** Keeps a run in the browser's store; `hear` is told of events once they are in it. Resolves once it is in sync. */
export async function followRun(
  socket: WireSocket,
  runId: string,
  hear: (events: readonly RunEvent[]) => void,
): Promise<void> {
  let waiting: readonly RunEvent[] = [];
  const connection = wireConnection(socket, (events) => {
    waiting = waiting.length === 0 ? events : [...waiting, ...events];
  });
  const store = storeOn(connection, unseenRun(runId));
  const { promise, resolve } = Promise.withResolvers<void>();
  store.view.subscribe(({ state, sync }) => {
    if (sync.kind === "live" && state.seq > 0) resolve();
    const first = waiting.findIndex(({ seq }) => seq > state.seq);
    const shown = first < 0 ? waiting : waiting.slice(0, first);
    waiting = waiting.slice(shown.length);
    if (shown.length > 0) hear(shown);
  });
  store.start();
  await promise;
}

/** The store's side of a socket that is open; `hear` is told of events before the store is. */
export function wireConnection(socket: WireSocket, hear: (events: readonly RunEvent[]) => void): LiveConnection {
  return {
    isConnected: () => true,
    watch: async (command) => (await socket.call("watch", command)) as Answer<WatchValue>,
    unwatch: (runId) => void socket.call("unwatch", { runId }),
    renew: () => undefined,
    listen(listener) {
      socket.onEvent((event, args) => tell(listener, event, args, hear));
      return () => socket.onEvent(() => undefined);
    },
  };
}

// What the product sends under these names is typed by the contract.
function tell(listener: LiveListener, event: string, args: readonly unknown[], hear: (events: RunEvent[]) => void) {
  switch (event) {
    case "events": {
      const [runId, events] = args as [string, RunEvent[]];
      hear(events);
      return listener.events(runId, events);
    }
    case "snapshot":
      return listener.snapshot((args as [RunState])[0]);
    case "heartbeat":
      return listener.heartbeat((args as [Heartbeat])[0]);
    case "watch-ended":
      return listener.ended((args as [WatchEnded])[0]);
  }
}
