import WebSocket from "ws";
import { required } from "#lib/assert.ts";
import type { RunEvent } from "#lib/run/events.ts";
import type { Frame } from "./bare-server.ts";
import { followRun } from "./folding-viewer.ts";
import { Latencies } from "./latencies.ts";
import { answerQuestions } from "./remote-process.ts";
import { closed, openWireSocket, type WireSocket } from "./wire-socket.ts";

/** Whose viewers: the product's, or those of a bare server. */
export type Audience = "product" | "socket.io" | "ws";

interface Watch {
  readonly audience: Audience;
  /** Dealt out to the sockets one after another. */
  readonly runIds: readonly string[];
  /** This many of each run's viewers keep the run in the browser's own store; the others look at seqs. */
  readonly folding: number;
  /** Keeps the frames as they come, one viewer's of each run. */
  readonly recording: boolean;
}

interface Crowd {
  readonly sockets: Sockets;
  received: number;
  latencies: Latencies;
}

type Sockets = { kind: "wire"; open: WireSocket[] } | { kind: "ws"; open: WebSocket[] };

const AT_ONCE = 50;
const LOOK_MS = 5;
const crowds = new Map<Audience, Crowd>();
let frames: Frame[] = [];
let recordingSince = 0;

/** Many viewers in one process. */
export const viewers = {
  async open({ audience, url, cookies }: { audience: Audience; url: string; cookies: readonly string[] }) {
    const sockets: Sockets =
      audience === "ws"
        ? { kind: "ws", open: await eachOf(cookies, () => openWebSocket(url)) }
        : { kind: "wire", open: await eachOf(cookies, (cookie) => openWireSocket(url, cookie)) };
    crowds.set(audience, { sockets, received: 0, latencies: new Latencies() });
  },
  /** Resolves once every viewer has been answered. */
  async watch({ audience, runIds, folding, recording }: Watch): Promise<void> {
    const crowd = crowdOf(audience);
    const runOf = (viewer: number) => required(runIds[viewer % runIds.length], "a run to watch");
    if (crowd.sockets.kind === "ws") {
      await eachOf(crowd.sockets.open, (socket, viewer) => watchBareWs(crowd, socket, runOf(viewer)));
      return;
    }
    await eachOf(crowd.sockets.open, async (socket, viewer) => {
      const inRun = Math.floor(viewer / runIds.length);
      const record = recording && inRun === folding;
      if (inRun < folding) await followRun(socket, runOf(viewer), (events) => applied(crowd, events));
      else await watchOnWire(crowd, socket, runOf(viewer), record);
    });
  },
  /** Forgets what was received so far. */
  begin({ audience }: { audience: Audience }): void {
    const crowd = crowdOf(audience);
    crowd.received = 0;
    crowd.latencies = new Latencies();
    if (audience === "product") frames = [];
    recordingSince = performance.now();
  },
  /** Resolves once the audience has received this many events, all viewers added up. */
  async received({ audience, events }: { audience: Audience; events: number }): Promise<void> {
    const crowd = crowdOf(audience);
    const deadline = performance.now() + 60_000;
    while (crowd.received < events) {
      if (performance.now() > deadline) throw new Error(`${audience}: ${crowd.received} of ${events} events came`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    if (crowd.received > events) throw new Error(`${audience}: ${crowd.received} events came, ${events} were sent`);
  },
  latencies: ({ audience }: { audience: Audience }): readonly number[] => crowdOf(audience).latencies.counts(),
  frames: (_: null): readonly Frame[] => frames,
  async close({ audience }: { audience: Audience }): Promise<void> {
    const { sockets } = crowdOf(audience);
    if (sockets.kind === "ws") await Promise.all(sockets.open.map(closed));
    else await Promise.all(sockets.open.map((socket) => socket.close()));
    crowds.delete(audience);
  },
};
export type Viewers = typeof viewers;

function crowdOf(audience: Audience): Crowd {
  return required(crowds.get(audience), `an audience of ${audience}`);
}

/** `todo` for each, some at once, in their order. */
async function eachOf<Item, Done>(items: readonly Item[], todo: (item: Item, index: number) => Promise<Done>) {
  const done: Done[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const batch = items.slice(from, from + AT_ONCE).map((item, index) => todo(item, from + index));
    done.push(...(await Promise.all(batch)));
  }
  return done;
}

/** A viewer's store has come further by these events. */
function applied(crowd: Crowd, events: readonly RunEvent[]): void {
  crowd.received += events.length;
  const now = Date.now();
  for (const { at } of events) crowd.latencies.add(now - Date.parse(at));
}

async function watchOnWire(crowd: Crowd, socket: WireSocket, runId: string, recording: boolean): Promise<void> {
  let seq = 0;
  socket.onEvent((event, [ofRun, sent, sentAt]) => {
    if (event !== "events") return;
    // The servers asked here send a run's events under this name.
    const events = sent as readonly RunEvent[];
    seq = inOrder(events, seq);
    crowd.received += events.length;
    if (typeof sentAt === "number") crowd.latencies.add(Date.now() - sentAt);
    if (recording) frames.push({ at: performance.now() - recordingSince, runId: String(ofRun), events });
  });
  const answer = (await socket.call("watch", { runId, frames: true })) as { ok: boolean };
  if (!answer.ok) throw new Error(`watch was refused: ${JSON.stringify(answer)}`);
}

function openWebSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true });
  return new Promise((resolve, reject) => {
    socket.once("open", () => resolve(socket));
    socket.once("error", reject);
  });
}

async function watchBareWs(crowd: Crowd, socket: WebSocket, runId: string): Promise<void> {
  const answered = Promise.withResolvers<void>();
  let seq = 0;
  socket.on("message", (data: Buffer) => {
    const [ofRun, events, sentAt] = JSON.parse(data.toString()) as [string?, RunEvent[]?, number?];
    if (!ofRun || !events || !sentAt) return answered.resolve();
    seq = inOrder(events, seq);
    crowd.received += events.length;
    crowd.latencies.add(Date.now() - sentAt);
  });
  socket.send(runId);
  await answered.promise;
}

/** The seq these events lead to. @throws when one is missing, doubled or out of order. */
function inOrder(events: readonly RunEvent[], from: number): number {
  let seq = from;
  for (const event of events) {
    if (seq > 0 && event.seq !== seq + 1) throw new Error(`event ${event.seq} came after ${seq}`);
    seq = event.seq;
  }
  return seq;
}

answerQuestions(viewers);
