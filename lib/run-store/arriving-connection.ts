import type { LiveConnection } from "./live-connection.ts";
import type { RunListConnection } from "./run-list-connection.ts";

export type PageConnection = LiveConnection & RunListConnection;

type StateListener = Parameters<LiveConnection["listen"]>[0] | Parameters<RunListConnection["listenToRuns"]>[0];

const RETRY_MS = 3_000;

/**
 * A connection whose code is loaded when someone first listens, since a page is shown without it. Until then it is not
 * connected; where the code cannot be loaded, it is disconnected and loads again.
 */
export function createArrivingConnection(load: () => Promise<PageConnection>): PageConnection {
  let arrived: PageConnection | null = null;
  let arriving: Promise<PageConnection> | null = null;

  const arrive = async (): Promise<PageConnection> => {
    arriving ??= load();
    try {
      arrived = await arriving;
      return arrived;
    } catch (error) {
      arriving = null;
      throw error;
    }
  };

  const listenLater = (listener: StateListener, listen: (connection: PageConnection) => () => void) => {
    let stop: (() => void) | null = null;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let hasLeft = false;
    const begin = async () => {
      try {
        const connection = await arrive();
        if (hasLeft) return;
        stop = listen(connection);
        // Whoever listens after it has connected is not told so by itself.
        if (connection.isConnected()) listener.connected();
      } catch (error) {
        if (hasLeft) return;
        console.warn("the code of the live connection could not be loaded", error);
        listener.disconnected();
        retry = setTimeout(() => void begin(), RETRY_MS);
      }
    };
    void begin();
    return () => {
      hasLeft = true;
      clearTimeout(retry);
      stop?.();
    };
  };

  return {
    isConnected: () => arrived?.isConnected() ?? false,
    watch: async (command) => (await arrive()).watch(command),
    unwatch: (runId) => arrived?.unwatch(runId),
    renew: () => arrived?.renew(),
    watchRuns: async (command) => (await arrive()).watchRuns(command),
    unwatchRuns: () => arrived?.unwatchRuns(),
    listen: (listener) =>
      arrived ? arrived.listen(listener) : listenLater(listener, (connection) => connection.listen(listener)),
    listenToRuns: (listener) =>
      arrived
        ? arrived.listenToRuns(listener)
        : listenLater(listener, (connection) => connection.listenToRuns(listener)),
  };
}

/** The page's one connection. Nothing is opened before someone listens, which is in the browser only. */
export const pageConnection = createArrivingConnection(async () => {
  const { openPageConnection } = await import("./socket-connection.ts");
  return openPageConnection();
});
