import { and, eq, inArray } from "drizzle-orm";
import { type BulkRow, bulkUpsert } from "#server/db/bulk-upsert.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { companyProfiles, fundamentals, fundamentalsSync } from "#server/db/schema/market.ts";
import type { Estimate, Fundamentals, Statement } from "#server/market/price-source.ts";
import { derivedFigures } from "./compute.ts";
import type { StatementsSync } from "./statements-due.ts";

type FundamentalsRow = BulkRow<typeof fundamentals>;

const QUARTERS = 12;
const YEARS = 5;

/** When the symbols' statements were last asked for, by symbol. */
export async function readSyncs(
  db: Database,
  source: string,
  symbols: readonly string[],
): Promise<Map<string, StatementsSync>> {
  const rows = await db
    .select()
    .from(fundamentalsSync)
    .where(and(eq(fundamentalsSync.source, source), inArray(fundamentalsSync.symbol, [...symbols])));
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
        inArray(companyProfiles.symbol, [...symbols]),
        inArray(companyProfiles.kind, ["etf", "fund"]),
      ),
    );
  return new Set(rows.map(({ symbol }) => symbol));
}

/** One unit: the newest 12 quarters and 5 years of each company, its estimates, and when it was asked. */
export async function saveFundamentals(
  tx: Transaction,
  source: string,
  fetched: readonly Fundamentals[],
  fetchedAt: Date,
): Promise<void> {
  const rows = fetched.flatMap(({ symbol, statements, estimates }) => [
    ...newest(statements).map((statement) => ({ source, symbol, ...statementColumns(statement) })),
    ...estimates.map((estimate) => ({ source, symbol, ...estimateColumns(estimate) })),
  ]);
  const syncs = fetched.map(({ symbol, nextEarningsDate }) => ({ source, symbol, fetchedAt, nextEarningsDate }));
  await bulkUpsert(tx, fundamentals, rows, { onConflict: "replace" });
  await bulkUpsert(tx, fundamentalsSync, syncs, { onConflict: "replace" });
}

function newest(statements: readonly Statement[]): Statement[] {
  const of = (frequency: Statement["frequency"], count: number) =>
    statements
      .filter((statement) => statement.frequency === frequency)
      .toSorted((a, b) => (a.periodEnd < b.periodEnd ? 1 : -1))
      .slice(0, count);
  return [...of("quarterly", QUARTERS), ...of("annual", YEARS)];
}

type Columns = Omit<FundamentalsRow, "source" | "symbol">;

function statementColumns(statement: Statement): Columns {
  const { periodEnd, frequency, periodType, income, balance, cashFlow } = statement;
  return {
    periodEnd,
    frequency,
    periodType,
    ...income,
    ...balance,
    operatingCashFlow: cashFlow.operating,
    capitalExpenditure: cashFlow.capex,
    ...derivedFigures(statement),
  };
}

function estimateColumns({ periodEnd, frequency, periodType, revenue, epsDiluted }: Estimate): Columns {
  return { periodEnd, frequency, periodType, revenue, epsDiluted };
}
