import { count, desc, inArray, sql } from "drizzle-orm";
import type { Database } from "#server/db/client.ts";
import { nightlyBatches } from "#server/db/schema/market.ts";
import { runLeases, runs } from "#server/db/schema/run.ts";
import type { ProviderName } from "#server/market/price-source.ts";
import type { ProviderQuotas } from "#server/market/provider-http/provider-quotas.ts";
import { type ProviderHealth, providerHealth } from "./provider-states.ts";

/** A live provider as admins see it; one that is not set up is not asked. */
export interface ProviderStatus extends Omit<ProviderHealth, "availability" | "lastSuccessAt" | "lastError"> {
  /** Place in the order they are asked in, from 1; null where it is not set up. */
  readonly place: number | null;
  /** Times are UTC ISO. */
  readonly availability:
    | { readonly kind: "available" }
    | { readonly kind: "paused"; readonly until: string; readonly reason: string; readonly text: string };
  readonly lastSuccessAt: string | null;
  readonly lastError: { readonly at: string; readonly code: string; readonly text: string } | null;
}

export interface SystemStatus {
  readonly providers: readonly ProviderStatus[];
  readonly runs: {
    readonly queued: number;
    readonly running: number;
    /** Workers that hold a run now. */
    readonly workers: number;
  };
  /** The newest nightly batch; null before the first. */
  readonly nightly: {
    readonly session: string;
    readonly symbolRunId: string | null;
    readonly startedAt: string;
    readonly endedAt: string | null;
    readonly portfolioRuns: number | null;
  } | null;
  readonly database: { readonly version: string; readonly sizeBytes: number };
}

export interface ProviderSetUp {
  /** In the order they are asked. */
  readonly order: readonly ProviderName[];
  readonly quotas: ProviderQuotas;
}

/** How the installation is doing, as its database tells. */
export async function systemStatus(db: Database, setUp: ProviderSetUp): Promise<SystemStatus> {
  const [providers, working, nightly, database] = await Promise.all([
    providerHealth(db, setUp.quotas),
    runsAtWork(db),
    newestNightly(db),
    databaseFacts(db),
  ]);
  const statuses = providers.map((health) => statusOf(health, setUp.order));
  return { providers: statuses.toSorted(byPlace), runs: working, nightly, database };
}

function statusOf({ availability, lastSuccessAt, lastError, ...health }: ProviderHealth, order: readonly string[]) {
  const place = order.indexOf(health.provider);
  return {
    ...health,
    place: place < 0 ? null : place + 1,
    availability:
      availability.kind === "paused" ? { ...availability, until: availability.until.toISOString() } : availability,
    lastSuccessAt: lastSuccessAt?.toISOString() ?? null,
    lastError: lastError && { ...lastError, at: lastError.at.toISOString() },
  };
}

const byPlace = (a: ProviderStatus, b: ProviderStatus) => (a.place ?? 99) - (b.place ?? 99);

async function runsAtWork(db: Database): Promise<SystemStatus["runs"]> {
  const [counts, [held]] = await Promise.all([
    db
      .select({ status: runs.status, count: count() })
      .from(runs)
      .where(inArray(runs.status, ["queued", "running"]))
      .groupBy(runs.status),
    db
      .select({ workers: sql<number>`count(distinct ${runLeases.workerId})::int` })
      .from(runLeases)
      .where(sql`${runLeases.beatAt} > now() - interval '9 seconds'`),
  ]);
  const of = (status: string) => counts.find((row) => row.status === status)?.count ?? 0;
  return { queued: of("queued"), running: of("running"), workers: held?.workers ?? 0 };
}

async function newestNightly(db: Database): Promise<SystemStatus["nightly"]> {
  const [batch] = await db.select().from(nightlyBatches).orderBy(desc(nightlyBatches.session)).limit(1);
  if (!batch) return null;
  return { ...batch, startedAt: batch.startedAt.toISOString(), endedAt: batch.endedAt?.toISOString() ?? null };
}

async function databaseFacts(db: Database): Promise<SystemStatus["database"]> {
  const [row] = await db.execute<{ version: string; size: string }>(
    sql`select current_setting('server_version') as version, pg_database_size(current_database())::text as size`,
  );
  return { version: row?.version ?? "", sizeBytes: Number(row?.size ?? 0) };
}
