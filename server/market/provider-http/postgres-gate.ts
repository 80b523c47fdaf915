import { and, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "#server/db/client.ts";
import { providerStates } from "#server/db/schema/market.ts";
import type { ProviderName } from "../price-source.ts";
import { createGate, type GateLedger, turnOf } from "./gate.ts";
import { afterFailure } from "./gate-health.ts";
import { freshState, type GateState, LONGEST_WAIT_MS, refusal, SUCCESS_EVERY_MS, TRIAL_MS } from "./gate-state.ts";
import type { GateClock } from "./memory-gate.ts";
import { type Pause, pauseFor } from "./pause.ts";
import type { ProviderError } from "./provider-error.ts";
import type { ProviderGate } from "./provider-gate.ts";
import type { ProviderQuota, ProviderQuotas } from "./provider-quotas.ts";

/**
 * The gate that all processes and machines of one database share. Time is the database's, unless a clock is given.
 * Errors of the database pass as they are.
 */
export function createPostgresGate(
  db: Database,
  quotas: ProviderQuotas,
  clock?: GateClock,
  pause: Pause = pauseFor,
): ProviderGate {
  return createGate(createPostgresLedger(db, quotas, clock), pause);
}

const table = providerStates;
const closed = (now: SQL) => sql`coalesce(${table.closedUntil} > ${now}, false)`;
const broken = sql`coalesce(${table.closedReason} in ('failures', 'trial'), false)`;
const demanded = sql`coalesce(${table.closedReason} = 'demanded', false)`;
const today = (now: SQL) => sql`(${now} at time zone 'UTC')::date`;
const later = (now: SQL, ms: number) => sql`${now} + make_interval(secs => ${ms / 1000}::float8)`;

function createPostgresLedger(db: Database, quotas: ProviderQuotas, clock: GateClock | undefined): GateLedger {
  const instant = () => (clock ? sql`${clock.now().toISOString()}::timestamptz` : sql`now()`);
  return {
    async take(provider, before) {
      const quota = quotas[provider];
      for (;;) {
        const now = instant();
        const taken = await takeToken(db, provider, quota, now, before !== null);
        if (taken) return turnOf(taken.state, quota, taken.now, before);
        const stored = await readState(db, provider, now);
        if (!stored) await storeFresh(db, provider, quota, now);
        const refused = stored && refusal(stored.state, before ? { ...quota, perDay: null } : quota, stored.now);
        if (refused) throw refused;
      }
    },
    async giveBack(provider, { isTrial }) {
      const now = instant();
      const used = sql`greatest(0, ${table.usedToday} - case when ${table.day} = ${today(now)} then 1 else 0 end)`;
      const trialOver = isTrial ? { closedUntil: now, closedReason: "failures" as const } : {};
      const change = { tokens: sql`${table.tokens} + 1`, usedToday: used, ...trialOver };
      await db.update(table).set(change).where(eq(table.provider, provider));
    },
    answered: (provider) => storeAnswer(db, provider, instant()),
    failed: (provider, error) => storeFailure(db, provider, error, quotas[provider], instant()),
  };
}

type Stored = { readonly state: GateState; readonly now: Date };

const columns = (now: SQL) => ({
  ...getTableColumns(table),
  now: sql`extract(epoch from ${now}) * 1000`.mapWith(Number),
});

function stored({ now, ...state }: GateState & { now: number }): Stored {
  return { state, now: new Date(now) };
}

/** Refills and takes in one statement; null where no request is let in, or the provider has no row yet. */
async function takeToken(db: Database, provider: ProviderName, quota: ProviderQuota, now: SQL, again: boolean) {
  const elapsed = sql`greatest(0, extract(epoch from ${now} - ${table.refilledAt}))::float8`;
  const perSecond = quota.perMinute / 60;
  const refilled = sql`least(${quota.burst}::float8, ${table.tokens} + ${elapsed} * ${perSecond}::float8)`;
  const left = again ? sql`${table.tokens}` : sql`${refilled} - 1`;
  const used = sql`case when ${table.day} = ${today(now)} then ${table.usedToday} else 0 end`;
  const queued = sql`greatest(interval '0', ${table.refilledAt} - ${now}) + make_interval(secs => greatest(0, -(${left})) / ${perSecond}::float8)`;
  const refused = sql`${closed(now)} and (${broken} or ${table.closedUntil} > ${later(now, LONGEST_WAIT_MS)})`;
  const spent = again || quota.perDay === null ? sql`false` : sql`${used} >= ${quota.perDay}::int`;
  const taking = {
    tokens: left,
    refilledAt: sql`greatest(${table.refilledAt}, ${now})`,
    day: today(now),
    usedToday: sql`${used} + 1`,
  };
  const [row] = await db
    .update(table)
    .set({
      ...(again ? {} : taking),
      closedUntil: sql`case when ${broken} then ${later(now, TRIAL_MS)} + ${queued} else ${table.closedUntil} end`,
      closedReason: sql`case when ${broken} then 'trial' else ${table.closedReason} end`,
    })
    .where(and(eq(table.provider, provider), sql`not (${refused})`, sql`not (${spent})`))
    .returning(columns(now));
  return row ? stored(row) : null;
}

async function readState(db: Database | Transaction, provider: ProviderName, now: SQL): Promise<Stored | null> {
  const [row] = await db.select(columns(now)).from(table).where(eq(table.provider, provider));
  return row ? stored(row) : null;
}

async function storeFresh(db: Database | Transaction, provider: ProviderName, quota: ProviderQuota, now: SQL) {
  const fresh = { ...freshState(provider, quota, new Date()), refilledAt: now, day: today(now) };
  await db.insert(table).values(fresh).onConflictDoNothing();
}

/** As `afterAnswer`; most answers change nothing and are not written. */
async function storeAnswer(db: Database, provider: ProviderName, now: SQL): Promise<void> {
  const stays = sql`(${demanded} and ${closed(now)})`;
  const known = sql`${table.lastSuccessAt} >= ${later(now, -SUCCESS_EVERY_MS)}`;
  const same = sql`${table.failures} = 0 and (${table.closedUntil} is null or ${stays}) and coalesce(${known}, false)`;
  await db
    .update(table)
    .set({
      failures: 0,
      closedUntil: sql`case when ${stays} then ${table.closedUntil} end`,
      closedReason: sql`case when ${stays} then ${table.closedReason} end`,
      lastSuccessAt: now,
    })
    .where(and(eq(table.provider, provider), sql`not (${same})`));
}

/** Failures are few: the rule is applied here, on the locked row. */
async function storeFailure(
  db: Database,
  provider: ProviderName,
  error: ProviderError,
  quota: ProviderQuota,
  now: SQL,
): Promise<void> {
  await db.transaction(async (tx) => {
    await storeFresh(tx, provider, quota, now);
    const [row] = await tx.select(columns(now)).from(table).where(eq(table.provider, provider)).for("no key update");
    if (!row) return;
    const { state, now: at } = stored(row);
    const next = afterFailure(state, error, quota, at);
    if (next) await tx.update(table).set(next).where(eq(table.provider, provider));
  });
}
