import { Server } from "socket.io";
import type { ClientToServer, ServerToClient } from "#lib/run/commands.ts";
import { currentSessions, type SessionFromHeaders } from "#server/auth/session.ts";
import type { Database } from "#server/db/client.ts";
import type { ConnectionOptions } from "#server/db/connection.ts";
import { logger } from "#server/engine/logger.ts";
import { every } from "#server/engine/repeat.ts";
import { isForeign } from "#server/http/same-site.ts";
import { listenForEvents } from "#server/live/event-listener.ts";
import { createGateway, type Gateway, type GatewayParts } from "#server/live/gateway.ts";
import { createHearing, type HearingState } from "#server/live/hearing.ts";
import type { SocketData, SocketViewer } from "#server/live/live-socket.ts";
import { activePositions, listedRuns, runsOfList } from "#server/queries/listed-runs.ts";
import { ownedRun } from "#server/queries/owned-run.ts";
import { runEventsAfter } from "#server/queries/run-events.ts";
import { readRunState } from "#server/queries/run-state.ts";
import { lastSeqs, placesInLine } from "#server/queries/watched-positions.ts";
import type { Listener } from "./listener.ts";
import type { Teardown } from "./teardown.ts";

export const SOCKET_PATH = "/socket.io/";

const BEAT_MS = 5_000;
const MESSAGE_BYTES = 16_384;

const log = logger("nonet.live");

export interface LiveParts {
  readonly listener: Listener;
  readonly db: Database;
  readonly connection: ConnectionOptions;
  readonly sessionFromHeaders: SessionFromHeaders;
  readonly publicUrl: string;
}

export interface LiveGateway extends Gateway {
  /** Whether what workers announce is heard; what is not heard is read on a timer. */
  hearing(): HearingState;
}

/** Serves runs over sockets: what workers commit reaches the viewers of this process. The caller closes the gateway. */
export async function openLiveGateway(parts: LiveParts, teardown: Teardown): Promise<LiveGateway> {
  const { listener, connection, publicUrl } = parts;
  const failed = (error: unknown) => log.error({ err: error }, "The live gateway met an error");
  const io = new Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>(listener.server, {
    ...{ path: SOCKET_PATH, transports: ["websocket"], serveClient: false, destroyUpgrade: false },
    ...{ perMessageDeflate: false, maxHttpBufferSize: MESSAGE_BYTES },
    allowRequest: (request, answer) => {
      const { origin, host } = request.headers;
      answer(null, !isForeign({ origin: origin ?? null, host: host ?? null }, publicUrl));
    },
  });
  const gateway = createGateway(io, gatewayParts(parts, failed));
  const beat = every(BEAT_MS, gateway.beat, failed);
  teardown.add("heartbeat", beat.stop);
  const events = await listenForEvents(connection, {
    onHint: gateway.hint,
    onListening: () => void gateway.beat().catch(failed),
  });
  teardown.add("event listener", events.stop);
  const hearing = createHearing({ hears: events.hears, poll: gateway.poll, failed, changed: tellHearing });
  teardown.add("hearing", hearing.stop);
  void hearing.check();
  return { ...gateway, hearing: hearing.state };
}

function gatewayParts({ db, sessionFromHeaders }: LiveParts, failed: (error: unknown) => void): GatewayParts {
  return {
    viewerOf: sessionFromHeaders,
    currentViewers: (sessionIds) => currentSessions(db, sessionIds),
    lastSeqs: (runIds) => lastSeqs(db, runIds),
    placesInLine: (runIds) => placesInLine(db, runIds),
    mayWatch: async ({ userId, role }: SocketViewer, runId) => {
      const viewer = { userId, role: role === "admin" ? ("admin" as const) : ("user" as const) };
      return (await ownedRun(db, viewer, runId)) !== null;
    },
    readRun: (runId) => readRunState(db, runId),
    readEvents: (runId, seq, limit) => runEventsAfter(db, runId, seq, limit),
    activePositions: () => activePositions(db),
    listedRuns: (runIds) => listedRuns(db, runIds),
    readList: ({ userId }, filter, runIds) => runsOfList(db, userId, filter, runIds),
    now: () => new Date(),
    failed,
  };
}

function tellHearing(state: HearingState): void {
  if (state === "heard") log.info("Notifications of Postgres are heard again");
  else log.warn({ state }, "Notifications of Postgres are not heard: the server reads on a timer instead");
}
