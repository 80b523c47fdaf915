import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createArrivingConnection, type PageConnection } from "./arriving-connection.ts";

const RUN = "00000000-0000-4000-8000-000000000001";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function listener() {
  return {
    ...{ connected: vi.fn(), disconnected: vi.fn(), networkGone: vi.fn(), refused: vi.fn(), ended: vi.fn() },
    ...{ events: vi.fn(), snapshot: vi.fn(), heartbeat: vi.fn(), runChanged: vi.fn() },
  };
}

/** A connection that comes when the test says so; `isConnected` is whether it is by then. */
function rig({ isConnected = false } = {}) {
  const stop = vi.fn();
  const arrived: PageConnection = {
    ...{ isConnected: () => isConnected, unwatch: vi.fn(), renew: vi.fn(), unwatchRuns: vi.fn() },
    ...{ watch: vi.fn(), watchRuns: vi.fn(), listen: vi.fn(() => stop), listenToRuns: vi.fn(() => stop) },
  };
  const loads: PromiseWithResolvers<PageConnection>[] = [];
  const load = () => {
    const asked = Promise.withResolvers<PageConnection>();
    loads.push(asked);
    return asked.promise;
  };
  return { connection: createArrivingConnection(load), arrived, loads, stop };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

test("[LIVE6] a connection is loaded for the first who listens, once for all of them", async () => {
  const { connection, arrived, loads, stop } = rig();
  expect([connection.isConnected(), loads.length]).toEqual([false, 0]);
  const [run, list] = [listener(), listener()];
  const leave = connection.listen(run);
  connection.listenToRuns(list);
  expect(loads).toHaveLength(1);
  loads[0]?.resolve(arrived);
  await settled();
  expect(arrived.listen).toHaveBeenCalledExactlyOnceWith(run);
  expect(arrived.listenToRuns).toHaveBeenCalledExactlyOnceWith(list);
  expect(run.connected).not.toHaveBeenCalled();
  leave();
  expect(stop).toHaveBeenCalledOnce();
  connection.unwatch(RUN);
  expect(arrived.unwatch).toHaveBeenCalledWith(RUN);
});

test("[LIVE6] whoever listens to a connection that is there already by then is told so", async () => {
  const { connection, arrived, loads } = rig({ isConnected: true });
  const run = listener();
  connection.listen(run);
  loads[0]?.resolve(arrived);
  await settled();
  expect(run.connected).toHaveBeenCalledOnce();
  expect(connection.isConnected()).toBe(true);
});

test("[LIVE6] whoever leaves before the connection has come is not heard of again", async () => {
  const { connection, arrived, loads } = rig({ isConnected: true });
  const run = listener();
  connection.listen(run)();
  connection.unwatch(RUN);
  loads[0]?.resolve(arrived);
  await settled();
  expect(arrived.listen).not.toHaveBeenCalled();
  expect(run.connected).not.toHaveBeenCalled();
});

test("[LIVE6] where its code cannot be loaded a page is out of touch, and it is loaded again", async () => {
  vi.spyOn(console, "warn").mockReturnValue();
  const { connection, arrived, loads } = rig();
  const run = listener();
  connection.listen(run);
  loads[0]?.reject(new Error("no network"));
  await settled();
  expect(run.disconnected).toHaveBeenCalledOnce();
  await vi.runOnlyPendingTimersAsync();
  expect(loads).toHaveLength(2);
  loads[1]?.resolve(arrived);
  await settled();
  expect(arrived.listen).toHaveBeenCalledExactlyOnceWith(run);
});
