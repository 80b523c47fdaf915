import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { io as connect } from "socket.io-client";
import { expect, test, vi } from "vitest";
import { createSocketConnection, type LiveSocket, renewWhenOnline } from "./socket-connection.ts";

/** A server, and a client of it that comes again by itself only when the test is long over. */
async function openLine(network?: EventTarget) {
  const http = createServer();
  const server = new Server(http, { transports: ["websocket"] });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = http.address() as AddressInfo;
  const socket: LiveSocket = connect(`http://127.0.0.1:${port}`, {
    ...{ transports: ["websocket"], forceNew: true },
    ...{ reconnectionDelay: 3_600_000, reconnectionDelayMax: 3_600_000 },
  });
  const connection = createSocketConnection(socket, network);
  await vi.waitFor(() => expect(connection.isConnected()).toBe(true));
  const close = async () => {
    socket.disconnect();
    await server.close();
  };
  return { server, connection, close };
}

test("[LIVE6] a lost line is opened again as soon as the network is back, however long its pause has become", async () => {
  const { server, connection, close } = await openLine();
  const network = new EventTarget();
  renewWhenOnline(connection, network);
  for (const socket of server.sockets.sockets.values()) socket.conn.close();
  await vi.waitFor(() => expect(connection.isConnected()).toBe(false));
  network.dispatchEvent(new Event("online"));
  await vi.waitFor(() => expect(connection.isConnected()).toBe(true));
  await close();
});

test("[LIVE6] a line from before the network went is replaced: it may be dead without knowing", async () => {
  const { server, connection, close } = await openLine();
  const network = new EventTarget();
  renewWhenOnline(connection, network);
  const [before] = server.sockets.sockets.keys();
  network.dispatchEvent(new Event("online"));
  await vi.waitFor(() => {
    const [after] = server.sockets.sockets.keys();
    expect(after).toBeDefined();
    expect(after).not.toBe(before);
  });
  await close();
});

test("[LIVE6] whoever listens is told at once that the network is gone, and no longer after leaving", async () => {
  const network = new EventTarget();
  const { connection, close } = await openLine(network);
  const nothing = () => undefined;
  const networkGone = vi.fn();
  const leave = connection.listen({
    ...{ connected: nothing, disconnected: nothing, refused: nothing, events: nothing, snapshot: nothing },
    ...{ heartbeat: nothing, ended: nothing, networkGone },
  });
  network.dispatchEvent(new Event("offline"));
  expect(networkGone).toHaveBeenCalledTimes(1);
  leave();
  network.dispatchEvent(new Event("offline"));
  expect(networkGone).toHaveBeenCalledTimes(1);
  await close();
});
