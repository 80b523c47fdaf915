import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { Server } from "socket.io";
import { type WebSocket, WebSocketServer } from "ws";
import type { RunEvent } from "#lib/run/events.ts";
import { meter } from "./process-meter.ts";
import { answerQuestions } from "./remote-process.ts";

/** A frame as the product sent it, and when, in ms since the first. */
export interface Frame {
  readonly at: number;
  readonly runId: string;
  readonly events: readonly RunEvent[];
}

export type BareKind = "socket.io" | "ws";

type Send = (frame: Frame) => void;

const http = createServer();
let send: Send = () => undefined;

/** What fan-out costs without a product: the same frames to as many sockets, from memory. */
const bare = {
  ...meter,
  async listen({ kind }: { kind: BareKind }): Promise<string> {
    send = kind === "ws" ? serveWs() : serveSocketIo();
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    // A TCP server's address is never a string.
    return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  },
  /** Sends each frame when its time has come. */
  async play({ frames }: { frames: readonly Frame[] }): Promise<void> {
    const startedAt = performance.now();
    for (const frame of frames) {
      const wait = startedAt + frame.at - performance.now();
      if (wait > 1) await delay(wait);
      send(frame);
    }
  },
};
export type Bare = typeof bare;

/** As the product's own is set up. */
function serveSocketIo(): Send {
  const io = new Server(http, { transports: ["websocket"], serveClient: false, perMessageDeflate: false });
  io.on("connection", (socket) => {
    socket.on("watch", ({ runId }: { runId: string }, answer: (value: unknown) => void) => {
      void socket.join(runId);
      answer({ ok: true });
    });
  });
  return ({ runId, events }) => void io.to(runId).emit("events", runId, events, Date.now());
}

function serveWs(): Send {
  const rooms = new Map<string, Set<WebSocket>>();
  new WebSocketServer({ server: http, perMessageDeflate: false }).on("connection", (socket) => {
    socket.on("message", (data: Buffer) => {
      const runId = data.toString();
      const room = rooms.get(runId) ?? new Set();
      rooms.set(runId, room.add(socket));
      socket.send("[]");
    });
  });
  return ({ runId, events }) => {
    const text = JSON.stringify([runId, events, Date.now()]);
    for (const socket of rooms.get(runId) ?? []) socket.send(text);
  };
}

answerQuestions(bare);
