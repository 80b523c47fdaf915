import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A line to the product that a test can slow down, or let go dead without closing it. */
export interface HoldingProxy {
  readonly url: string;
  /** What the server sends arrives so much later. */
  delay(ms: number): void;
  /** Nothing passes any more, either way; connections stay open, and new ones are taken. */
  hold(): void;
  /** All that was held arrives, and what follows at once. */
  release(): void;
  close(): Promise<void>;
}

/** Stands between a browser and the server at `target`. */
export async function createHoldingProxy(target: string): Promise<HoldingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const held: (() => void)[] = [];
  let delayMs = 0;
  let isHeld = false;
  const pass = (to: Socket, chunk: Buffer, afterMs: number) => {
    const send = () => void (to.destroyed || to.write(chunk));
    if (isHeld) held.push(send);
    else if (afterMs === 0) send();
    else setTimeout(() => (isHeld ? held.push(send) : send()), afterMs);
  };
  const server = createServer((browser) => {
    const upstream = connect(Number(port), hostname);
    for (const [from, to, isAnswer] of [
      [browser, upstream, false],
      [upstream, browser, true],
    ] as const) {
      sockets.add(from);
      from.on("data", (chunk) => pass(to, chunk, isAnswer ? delayMs : 0));
      from.on("close", () => to.destroy());
      // The other end is told by the close that follows.
      from.on("error", () => undefined);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const release = () => {
    isHeld = false;
    delayMs = 0;
    for (const send of held.splice(0)) send();
  };
  return {
    url: `http://${hostname}:${(server.address() as AddressInfo).port}`,
    delay: (ms) => {
      delayMs = ms;
    },
    hold: () => {
      isHeld = true;
    },
    release,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
