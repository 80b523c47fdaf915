import { and, eq, inArray, sql } from "drizzle-orm";
import { anyOf } from "#server/db/any-of.ts";
import { arrayLiteral } from "#server/db/array-literal.ts";
import { bulkUpsert } from "#server/db/bulk-upsert.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { companyProfiles, fundamentals, fundamentalsSync } from "#server/db/schema/market.ts";
import type { Fundamentals } from "#server/market/price-source.ts";
import { statementRows } from "./statement-rows.ts";
import type { StatementsSync } from "./statements-due.ts";

/** When the symbols' statements were last asked for, by symbol. */
export async function readSyncs(
  db: Database,
  source: string,
  symbols: readonly string[],
): Promise<Map<string, StatementsSync>> {
  const { symbol, fetchedAt, nextEarningsDate } = fundamentalsSync;
  const ofCompany = db
    .select({ symbol: fundamentals.symbol })
    .from(fundamentals)
    .where(and(eq(fundamentals.source, fundamentalsSync.source), eq(fundamentals.symbol, symbol)));
  const hasStatements = sql<boolean>`exists ${ofCompany}`;
  const rows = await db
    .select({ symbol, fetchedAt, nextEarningsDate, hasStatements })
    .from(fundamentalsSync)
    .where(and(eq(fundamentalsSync.source, source), anyOf(fundamentalsSync.symbol, symbols)));
  return new Map(rows.map((row) => [row.symbol, row]));
}

/** Which of the symbols their profiles call funds. */
export async function readFunds(db: Database, source: string, symbols: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .select({ symbol: companyProfiles.symbol })
    .from(companyProfiles)
    .where(
      and(
        eq(companyProfiles.source, source),
        anyOf(companyProfiles.symbol, symbols),
        inArray(companyProfiles.kind, ["etf", "fund"]),
      ),
    );
  return new Set(rows.map(({ symbol }) => symbol));
}

/**
 * One unit: the companies' statements in place of the stored ones of the same period, and when they were asked for.
 * Older periods stay; estimates and trailing twelve months are replaced whole, for a period that has been reported is expected
 * no longer.
 */
export async function saveFundamentals(
  tx: Transaction,
  source: string,
  fetched: readonly Fundamentals[],
  fetchedAt: Date,
): Promise<void> {
  if (fetched.length === 0) return;
  const rows = fetched.flatMap((answer) => statementRows(source, answer));
  const syncs = fetched.map(({ symbol, nextEarningsDate }) => ({ source, symbol, fetchedAt, nextEarningsDate }));
  await tx.delete(fundamentals).where(
    and(
      eq(fundamentals.source, source),
      inArray(
        fundamentals.symbol,
        fetched.map(({ symbol }) => symbol),
      ),
      inArray(fundamentals.periodType, ["estimate", "ttm"]),
    ),
  );
  await deleteSamePeriods(tx, source, rows);
  await bulkUpsert(tx, fundamentals, rows, { onConflict: "replace" });
  await bulkUpsert(tx, fundamentalsSync, syncs, { onConflict: "replace" });
}

/** A period of which one provider says that it ends on the last Saturday and another on the last day of the month. */
const SAME_PERIOD_DAYS = 10;

async function deleteSamePeriods(tx: Transaction, source: string, rows: ReturnType<typeof statementRows>) {
  const column = (value: (row: (typeof rows)[number]) => string, type: string) =>
    sql`${arrayLiteral(rows.map(value))}::${sql.raw(type)}[]`;
  await tx.execute(sql`
    delete from ${fundamentals} f
    using unnest(${column(({ symbol }) => symbol, "text")}, ${column(({ periodEnd }) => periodEnd, "date")},
      ${column(({ frequency }) => frequency, "text")}, ${column(({ periodType }) => periodType, "text")})
      as now (symbol, period_end, frequency, period_type)
    where f.source = ${source} and f.symbol = now.symbol and f.frequency = now.frequency
      and f.period_type = now.period_type and f.period_end <> now.period_end
      and abs(f.period_end - now.period_end) <= ${SAME_PERIOD_DAYS}`);
}
