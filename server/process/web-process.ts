import { sql } from "drizzle-orm";
import { createSetupLink } from "#server/auth/access-links.ts";
import { createAuth } from "#server/auth/auth.ts";
import { handSessionsToPages } from "#server/auth/page-session.ts";
import { serverSecret } from "#server/auth/server-secret.ts";
import { createSessionLookup } from "#server/auth/session.ts";
import { connect, type Database } from "#server/db/client.ts";
import type { ConnectionOptions } from "#server/db/connection.ts";
import { announceRun } from "#server/engine/announce-run.ts";
import { cancelRun } from "#server/engine/cancel-run.ts";
import { logger } from "#server/engine/logger.ts";
import { createNotifier, type Notifier } from "#server/engine/notifier.ts";
import { openQueue, type RunQueue } from "#server/engine/queue.ts";
import { retryRun } from "#server/engine/retry-run.ts";
import { startRun } from "#server/engine/start-run.ts";
import { createApi } from "#server/http/api.ts";
import type { ApiParts, Readiness } from "#server/http/api-parts.ts";
import { createSymbolLookup } from "#server/market/symbol-lookup.ts";
import { handDatabaseToPages } from "#server/queries/page-database.ts";
import { handSystemToPages } from "#server/queries/page-system.ts";
import { handPriceSourcesToPages } from "#server/queries/price-source-offer.ts";
import { storedSymbols } from "#server/queries/stored-symbols.ts";
import type { Listener } from "./listener.ts";
import { type LiveGateway, openLiveGateway, SOCKET_PATH } from "./live-gateway.ts";
import { openMarket } from "./market.ts";
import { offeredSources } from "./offered-sources.ts";
import { createPageHandler } from "./page-handler.ts";
import { listenerReadiness, readinessOf } from "./readiness.ts";
import { routeRequests } from "./route-requests.ts";
import type { Settings } from "./settings.ts";
import type { Teardown } from "./teardown.ts";

const log = logger("nonet.web");

export interface WebParts {
  readonly settings: Settings;
  readonly listener: Listener;
  readonly connection: ConnectionOptions;
  readonly publicUrl: string;
  /** What /readyz tells of the workers this process keeps. */
  readonly workers: () => readonly Readiness[];
}

export interface WebProcess {
  readonly db: Database;
  readonly queue: RunQueue;
  /** Where the first admin is made; null once there are users. */
  readonly setupUrl: string | null;
}

/** Serves pages, API and sockets on `listener`; no arithmetic happens here. `workers` adds to what /readyz tells. */
export async function runWebProcess(
  { settings, listener, connection, publicUrl, workers }: WebParts,
  teardown: Teardown,
): Promise<WebProcess> {
  const { db, sql: raw, end } = connect(connection, { applicationName: "nonet web" });
  teardown.add("database", end);
  const notifier = createNotifier(raw);
  teardown.add("notifier", notifier.close);
  const queue = await openQueue({ connection, supervise: false, onError: failed("The queue met an error") });
  teardown.add("queue", queue.close);
  const ended = new Set<(sessionId: string) => void>();
  const secret = await serverSecret(db, settings.secret ?? undefined);
  const onSessionEnded = (sessionId: string) => ended.forEach((tell) => void tell(sessionId));
  const authSettings = { db, publicUrl, secret, onSessionEnded };
  const auth = createAuth(authSettings);
  const sessionFromHeaders = createSessionLookup(auth);
  handDatabaseToPages(db);
  handSessionsToPages(sessionFromHeaders);
  const now = () => new Date();
  const { sources, aliases, setUp } = openMarket(settings, db, now);
  const priceSources = offeredSources(sources);
  handPriceSourcesToPages(priceSources);
  const pages = await createPageHandler(settings);
  teardown.add("pages", pages.close);
  const gateway = await openLiveGateway({ listener, db, connection, sessionFromHeaders, publicUrl }, teardown);
  ended.add(gateway.endSession);
  const ready = async () => [...(await readiness(db, queue, gateway)), ...workers()];
  handSystemToPages({ ...setUp, readiness: ready });
  const api = createApi({
    ...{ db, auth, authSettings, runs: runCommands(db, queue, notifier), priceSources },
    symbols: createSymbolLookup({ sources, aliases, stored: (...asked) => storedSymbols(db, ...asked), now }),
    ...{ providers: setUp, readiness: ready, now },
    failed: (error, request) => log.error({ err: error, request }, "A request failed"),
  });
  listener.server.on("upgrade", (request, socket, head) => {
    if (request.url?.startsWith(SOCKET_PATH) || pages.upgrade(request, socket, head)) return;
    // An upgrade that nobody answers would keep the server from closing.
    socket.destroy();
  });
  listener.serve(routeRequests({ fetch: api.fetch, pages, publicUrl, trustProxy: settings.trustProxy }));
  teardown.add("requests and sockets", () => {
    pages.endUpgrades();
    return Promise.all([listener.close(), gateway.close()]);
  });
  return { db, queue, setupUrl: await setupUrl(db, publicUrl) };
}

function runCommands(db: Database, queue: RunQueue, { notify }: Notifier): ApiParts["runs"] {
  return {
    async start(within, request) {
      const started = await startRun(within, queue, request);
      await announceRun(within, started.runId);
      return started;
    },
    cancel: (runId, by) => cancelRun({ db, onCommitted: notify }, runId, by),
    async retry(runId, userId) {
      const started = await retryRun(db, queue, runId, userId);
      notify(started.runId, 0);
      return started;
    },
  };
}

async function readiness(db: Database, queue: RunQueue, gateway: LiveGateway): Promise<Readiness[]> {
  const parts = await Promise.all([
    readinessOf("database", async () => (await db.execute(sql`select 1`)).length === 1),
    readinessOf("queue", queue.isOpen),
  ]);
  return [...parts, listenerReadiness(gateway.hearing())];
}

async function setupUrl(db: Database, publicUrl: string): Promise<string | null> {
  const token = await createSetupLink(db);
  return token === null ? null : `${publicUrl}/setup?token=${token}`;
}

function failed(message: string): (error: unknown) => void {
  return (error) => log.error({ err: error }, message);
}
