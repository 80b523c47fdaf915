import { once } from "node:events";
import WebSocket from "ws";

/** A socket.io client of a few lines: what thousands of viewers in one process need, and no more. */
export interface WireSocket {
  /** Sends an event and resolves to what the server acknowledges it with. */
  call(event: string, argument: unknown): Promise<unknown>;
  /** Told of each event from the server and its arguments. */
  onEvent(hear: (event: string, args: readonly unknown[]) => void): void;
  close(): Promise<void>;
}

const OPENED = "0";
const PING = "2";
const PONG = "3";
const CONNECT = "40";
const EVENT = "42";
const ACKNOWLEDGED = "43";
const REFUSED = "44";

/** Connects and resolves once the server has let it in. @throws when it is refused. */
export async function openWireSocket(url: string, cookie: string): Promise<WireSocket> {
  const address = `${url.replace(/^http/, "ws")}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(address, { headers: { cookie }, perMessageDeflate: false, skipUTF8Validation: true });
  const admitted = Promise.withResolvers<void>();
  const answers = new Map<number, (answer: unknown) => void>();
  let hear: (event: string, args: readonly unknown[]) => void = () => undefined;
  let calls = 0;
  socket.on("error", admitted.reject);
  socket.on("close", () => admitted.reject(new Error("the server closed the connection")));
  socket.on("message", (data: Buffer) => {
    const text = data.toString();
    if (text.startsWith(EVENT)) {
      const [event, ...args] = JSON.parse(text.slice(2)) as [string, ...unknown[]];
      hear(event, args);
    } else if (text === PING) socket.send(PONG);
    else if (text.startsWith(OPENED)) socket.send(CONNECT);
    else if (text.startsWith(CONNECT)) admitted.resolve();
    else if (text.startsWith(REFUSED)) admitted.reject(new Error(`refused: ${text}`));
    else if (text.startsWith(ACKNOWLEDGED)) acknowledge(text, answers);
  });
  await admitted.promise;
  return {
    call(event, argument) {
      calls += 1;
      const { promise, resolve } = Promise.withResolvers<unknown>();
      answers.set(calls, resolve);
      socket.send(`${EVENT}${calls}${JSON.stringify([event, argument])}`);
      return promise;
    },
    onEvent: (listener) => {
      hear = listener;
    },
    close: () => closed(socket),
  };
}

/** Closes a socket and resolves when it is closed. */
export async function closed(socket: WebSocket): Promise<void> {
  if (socket.readyState === WebSocket.CLOSED) return;
  const end = once(socket, "close");
  socket.terminate();
  await end;
}

function acknowledge(text: string, answers: Map<number, (answer: unknown) => void>): void {
  const start = text.indexOf("[");
  const id = Number(text.slice(2, start));
  answers.get(id)?.((JSON.parse(text.slice(start)) as [unknown])[0]);
  answers.delete(id);
}
