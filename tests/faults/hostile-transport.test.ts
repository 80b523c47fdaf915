import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { Server } from "socket.io";
import { io } from "socket.io-client";
import { expect, test, vi } from "vitest";
import type { RunEvent } from "#lib/run/events.ts";
import { fold } from "#lib/run/reduce.ts";
import type { LiveConnection } from "#lib/run-store/live-connection.ts";
import { RunStore } from "#lib/run-store/run-store.ts";
import { createSocketConnection, type LiveSocket } from "#lib/run-store/socket-connection.ts";
import { createGateway, type Gateway } from "#server/live/gateway.ts";
import { anyEvents, queuedRun } from "#tests/fixtures/run-events.ts";
import { isShort } from "./fixtures/short.ts";

const RUNS = isShort ? 40 : 400;
const RUN = queuedRun.runId;

/** What befalls each frame on its way, in turn. */
const fate = fc.constantFrom("deliver", "drop", "double", "delay", "reverse");
type Fate = "deliver" | "drop" | "double" | "delay" | "reverse";

const step = fc.oneof(
  fc.record({ kind: fc.constant("write" as const), count: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constantFrom("beat" as const, "paint" as const, "release" as const) }),
  fc.record({ kind: fc.constantFrom("leave" as const, "cut" as const) }),
);

interface Wire extends LiveConnection {
  /** Delivers what was delayed, late and out of order. */
  release(): void;
  /** From here on every frame arrives. */
  heal(): void;
}

function hostile(inner: LiveConnection, fates: readonly Fate[]): Wire {
  const delayed: (() => void)[] = [];
  let turn = 0;
  let isHealed = false;
  return {
    ...inner,
    listen: (listener) =>
      inner.listen({
        ...listener,
        events(runId, events) {
          const next = isHealed ? "deliver" : (fates[turn++ % Math.max(1, fates.length)] ?? "deliver");
          const deliver = (some: readonly RunEvent[]) => listener.events(runId, some);
          if (next === "delay") delayed.unshift(() => deliver(events));
          else if (next !== "drop") deliver(next === "reverse" ? events.toReversed() : events);
          if (next === "double") deliver(events);
        },
      }),
    release: () => delayed.splice(0).forEach((deliver) => void deliver()),
    heal: () => {
      isHealed = true;
    },
  };
}

type LiveServer = Parameters<typeof createGateway>[0];

interface Stage {
  readonly gateway: Gateway;
  readonly io: LiveServer;
  readonly url: string;
  /** The run's log so far. */
  stored: RunEvent[];
  readonly failed: unknown[];
}

async function openStage(): Promise<Stage> {
  const http = createServer();
  const server: LiveServer = new Server(http, { transports: ["websocket"] });
  const viewer = { sessionId: "s", userId: "ann", role: "user" };
  const failed: unknown[] = [];
  const stage = { stored: [] as RunEvent[], io: server, failed };
  const gateway = createGateway(server, {
    viewerOf: async () => viewer,
    currentViewers: async () => new Map([["s", viewer]]),
    mayWatch: async () => true,
    readRun: async () => fold(queuedRun, stage.stored),
    readEvents: async (_run, seq, limit) => stage.stored.filter((event) => event.seq > seq).slice(0, limit),
    lastSeqs: async (ids) => new Map(ids.map((id) => [id, stage.stored.at(-1)?.seq ?? 0])),
    placesInLine: async () => new Map(),
    failed: (error) => failed.push(error),
    now: () => new Date(),
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return Object.assign(stage, { gateway, url: `http://127.0.0.1:${port}` });
}

test("[EVT3] F6 whatever the transport drops, doubles, reorders, delays or breaks: the state is the server's fold", {
  timeout: 600_000,
}, async () => {
  const stage = await openStage();
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

  await fc.assert(
    fc.asyncProperty(anyEvents, fc.array(step, { maxLength: 15 }), fc.array(fate), async (log, steps, fates) => {
      stage.stored = [];
      const socket: LiveSocket = io(stage.url, { transports: ["websocket"], forceNew: true, reconnectionDelay: 1 });
      const wire = hostile(createSocketConnection(socket), fates);
      const frames: (() => void)[] = [];
      const store = new RunStore({
        ...{ initial: queuedRun, connection: wire, now: Date.now },
        schedule: (apply) => void frames.push(apply),
      });
      const stop = store.start();
      const paint = () => frames.splice(0).forEach((apply) => void apply());
      // At every moment what is shown is the fold of the log up to where it stands.
      store.view.subscribe(({ state }) => {
        const upTo = stage.stored.slice(0, state.seq);
        expect(state).toEqual(fold(queuedRun, upTo));
      });
      const write = (count: number) => {
        stage.stored = log.slice(0, stage.stored.length + count);
        stage.gateway.hint(RUN, stage.stored.length);
      };
      for (const each of steps) {
        if (each.kind === "write") write(each.count);
        else if (each.kind === "beat") await stage.gateway.beat();
        else if (each.kind === "paint") paint();
        else if (each.kind === "release") wire.release();
        else if (each.kind === "leave") socket.disconnect().connect();
        else for (const one of stage.io.sockets.sockets.values()) one.conn.close();
        await settled();
      }
      write(log.length);
      wire.heal();
      wire.release();
      const whole = fold(queuedRun, log);
      await vi.waitFor(
        async () => {
          await stage.gateway.beat();
          paint();
          expect(store.view.getState().state).toEqual(whole);
        },
        { timeout: 5_000, interval: 5 },
      );
      stop();
      socket.disconnect();
    }),
    { numRuns: RUNS, ...(process.env.NONET_TEST_SEED ? { seed: Number(process.env.NONET_TEST_SEED) } : {}) },
  );
  await stage.gateway.close();
  expect(stage.failed).toEqual([]);
});
