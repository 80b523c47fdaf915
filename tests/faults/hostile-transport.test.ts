import fc from "fast-check";
import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { RunEvent } from "#lib/run/events.ts";
import { fold } from "#lib/run/reduce.ts";
import { RunStore } from "#lib/run-store/run-store.ts";
import { createSocketConnection, type LiveSocket } from "#lib/run-store/socket-connection.ts";
import { anyEvents, queuedRun } from "#tests/fixtures/run-events.ts";
import { anyFate, createHostileWire, type Fate } from "./fixtures/hostile-wire.ts";
import { type LiveStage, openLiveStage } from "./fixtures/live-stage.ts";
import { isShort } from "./fixtures/short.ts";

const REPEATS = isShort ? 60 : 1_000;
const SEED = process.env.NONET_TEST_SEED;

/** What happens between the viewer and the server; `write` stores so many more events. */
const anyStep = fc.oneof(
  fc.integer({ min: 1, max: 9 }),
  fc.constantFrom("beat", "paint", "release", "leave", "cut" as const),
);
type Step = number | "beat" | "paint" | "release" | "leave" | "cut";

let stage: LiveStage;

beforeAll(async () => {
  // A question that a broken line leaves without an answer is told there.
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  stage = await openLiveStage();
});
afterAll(() => stage.gateway.close());

function openViewer(fates: readonly Fate[]) {
  const socket: LiveSocket = io(stage.url, { transports: ["websocket"], forceNew: true, reconnectionDelay: 1 });
  const wire = createHostileWire(createSocketConnection(socket), fates);
  const frames: (() => void)[] = [];
  const store = new RunStore({
    ...{ initial: queuedRun, connection: wire, now: Date.now },
    schedule: (apply) => void frames.push(apply),
  });
  const foreign: unknown[] = [];
  store.view.subscribe(({ state }) => {
    const shown = JSON.stringify(state);
    if (shown !== JSON.stringify(fold(queuedRun, stage.stored().slice(0, state.seq)))) foreign.push(state);
  });
  const stop = store.start();
  return {
    ...{ socket, wire, foreign },
    view: () => store.view.getState(),
    paint: () => frames.splice(0).forEach((apply) => void apply()),
    // The answer comes after all that was sent before it; a line that is cut has none.
    turn: async () =>
      socket.connected && Promise.allSettled([socket.emitWithAck("unwatch", { runId: crypto.randomUUID() })]),
    leave() {
      stop();
      socket.disconnect();
    },
  };
}

async function take(step: Step, log: readonly RunEvent[], viewer: ReturnType<typeof openViewer>): Promise<void> {
  if (typeof step === "number") stage.store(log.slice(0, stage.stored().length + step));
  else if (step === "beat") await stage.gateway.beat();
  else if (step === "paint") viewer.paint();
  else if (step === "release") viewer.wire.release();
  else if (step === "leave") viewer.socket.disconnect().connect();
  else stage.cut();
  await viewer.turn();
}

/** As any engine writes it: nothing follows on the end of a run. */
function ended(log: readonly RunEvent[]): readonly RunEvent[] {
  const end = log.findIndex(({ type }) => type === "run-complete");
  return end < 0 ? log : log.slice(0, end + 1);
}

async function play(log: readonly RunEvent[], steps: readonly Step[], fates: readonly Fate[]): Promise<void> {
  const viewer = openViewer(fates);
  try {
    await vi.waitFor(() => expect(viewer.view().sync.kind).toBe("live"), { interval: 2 });
    // At the end all is stored, and the last events, too, meet their fate.
    for (const step of [...steps, log.length, "beat"] as Step[]) await take(step, log, viewer);
    viewer.wire.heal();
    viewer.wire.release();
    const caughtUp = async () => {
      await stage.gateway.beat();
      viewer.paint();
      expect(viewer.view().state).toEqual(fold(queuedRun, log));
    };
    await vi.waitFor(caughtUp, { timeout: 5_000, interval: 2 });
    expect(viewer.foreign).toEqual([]);
  } finally {
    viewer.leave();
    await stage.clear();
  }
}

test("[EVT3] F6 whatever the transport drops, doubles, reorders, delays or breaks: the state is the server's fold", {
  timeout: 600_000,
}, async () => {
  const property = fc.asyncProperty(
    anyEvents.map(ended),
    fc.array(anyStep, { maxLength: 15 }),
    fc.array(anyFate),
    play,
  );
  await fc.assert(property, { numRuns: REPEATS, ...(SEED ? { seed: Number(SEED) } : {}) });
  expect(stage.failed).toEqual([]);
});
