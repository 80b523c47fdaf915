import { and, eq, sql } from "drizzle-orm";
import { anyOf } from "#server/db/any-of.ts";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Transaction } from "#server/db/client.ts";
import { symbolFailures } from "#server/db/schema/market.ts";
import type { DailyFailure } from "#server/market/price-source.ts";
import { isTransient } from "#server/market/transient-failure.ts";
import { RETRY_AFTER_MS } from "./failure-memory.ts";
import type { FetchedSymbol } from "./fetch-prices.ts";

interface AskedSymbols {
  readonly source: string;
  readonly fetched: readonly FetchedSymbol[];
  readonly at: Date;
}

/** Remembers what had no prices, and forgets the failures of what has. */
export async function saveFailures(tx: Transaction, { source, fetched, at }: AskedSymbols): Promise<void> {
  const good = fetched.filter(({ failure }) => failure === null).map(({ symbol }) => symbol);
  if (good.length > 0) {
    await tx.delete(symbolFailures).where(and(eq(symbolFailures.source, source), anyOf(symbolFailures.symbol, good)));
  }
  const failures = fetched.map(({ failure }) => failure).filter((failure) => failure !== null);
  if (failures.length > 0) await insertFailures(tx, source, failures, at);
}

/**
 * The first sighting of a failure stays. How long it is remembered grows while it stays the same; a transient one, whose
 * time is over at once, is only counted.
 */
async function insertFailures(
  tx: Transaction,
  source: string,
  failures: readonly DailyFailure[],
  at: Date,
): Promise<void> {
  const sorted = failures.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1));
  const pauses = sorted.map(({ code }) => (isTransient(code) ? 0 : RETRY_AFTER_MS[0]));
  const column = (values: readonly unknown[], type: string) => sql`${arrayLiteral(values)}::${sql.raw(type)}[]`;
  const asked = sql`${at.toISOString()}::timestamptz`;
  const stored = symbolFailures;
  const grown = sql`(${column(RETRY_AFTER_MS, "float8")})[least(${stored.attempts} + 1, ${RETRY_AFTER_MS.length}::int)]`;
  await tx.execute(sql`
    insert into ${stored} (source, symbol, code, reason, first_seen, last_seen, retry_after)
    select ${source}, symbol, code, reason, ${asked}, ${asked}, ${asked} + pause * interval '1 millisecond'
    from unnest(${column(
      sorted.map(({ symbol }) => symbol),
      "text",
    )}, ${column(
      sorted.map(({ code }) => code),
      "text",
    )}, ${column(
      sorted.map(({ reason }) => reason),
      "text",
    )}, ${column(pauses, "float8")}) as failed (symbol, code, reason, pause)
    on conflict (source, symbol) do update set
      code = excluded.code, reason = excluded.reason, last_seen = excluded.last_seen,
      attempts = ${stored.attempts} + 1,
      retry_after = case
        when excluded.retry_after = excluded.last_seen or ${stored.code} <> excluded.code then excluded.retry_after
        else excluded.last_seen + ${grown} * interval '1 millisecond' end`);
}
