import { and, eq, getTableColumns, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { FactorId } from "#lib/analytics/factor-catalogue.ts";
import { known, type Outcome, unknown } from "#lib/analytics/outcome.ts";
import { anyOf } from "#server/db/any-of.ts";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Database } from "#server/db/client.ts";
import { providerBetas, symbolFactors } from "#server/db/schema/market.ts";

type FittedFactor = Exclude<FactorId, "provider-beta">;

const { marketBeta, rateBeta, momentum, value, growth, size, quality, lowVolatility, ...rest } =
  getTableColumns(symbolFactors);

const COLUMNS: Readonly<Record<FittedFactor, PgColumn>> = {
  "market-beta": marketBeta,
  "rate-beta": rateBeta,
  momentum,
  value,
  growth,
  size,
  quality,
  "low-volatility": lowVolatility,
  "growth-value-spread": rest.growthValueSpread,
  "momentum-spread": rest.momentumSpread,
  "size-spread": rest.sizeSpread,
  "quality-spread": rest.qualitySpread,
};

export interface BetaRange {
  readonly source: string;
  readonly symbols: readonly string[];
  /** Inclusive ISO dates. */
  readonly from: string;
  readonly to: string;
}

/** A symbol's stored factors, one column per factor over its dates. */
interface SymbolBetas {
  readonly rowOf: ReadonlyMap<string, number>;
  readonly betas: Readonly<Record<FittedFactor, readonly (number | null)[]>>;
  readonly reasons: readonly (Readonly<Record<string, string>> | null)[];
}

interface ProviderBeta {
  readonly date: string;
  readonly beta: number;
}

/** The stored betas of a run's symbols, in two statements; answers for any factor, symbol and date of the range. */
export async function readBetas(
  db: Database,
  range: BetaRange,
): Promise<(factor: FactorId, symbol: string, date: string) => Outcome<number>> {
  const [fitted, provided] = await Promise.all([readFitted(db, range), readProvided(db, range)]);
  return (factor, symbol, date) =>
    factor === "provider-beta"
      ? providedAt(provided.get(symbol) ?? [], date)
      : fittedAt(fitted.get(symbol), factor, date);
}

function fittedAt(symbol: SymbolBetas | undefined, factor: FittedFactor, date: string): Outcome<number> {
  const row = symbol?.rowOf.get(date);
  if (symbol === undefined || row === undefined) return unknown("no prices");
  const beta = symbol.betas[factor][row] ?? null;
  return beta === null ? unknown(symbol.reasons[row]?.[factor] ?? "not fitted") : known(beta);
}

/** The newest published by the date: only today's is, so that a date before the first fetch has none. */
function providedAt(betas: readonly ProviderBeta[], date: string): Outcome<number> {
  const newest = betas.findLast((each) => each.date <= date);
  if (newest) return known(newest.beta);
  const [first] = betas;
  return unknown(first ? `the provider's beta is known from ${first.date} on` : "the provider publishes no beta");
}

async function readFitted(db: Database, { source, symbols, from, to }: BetaRange): Promise<Map<string, SymbolBetas>> {
  const columns = Object.entries(COLUMNS).map(
    ([factor, column]) => sql`json_agg(${column} order by date)::text as ${sql.identifier(factor)}`,
  );
  // As columns of JSON: what the driver hands over and V8 reads fastest.
  const rows = await db.execute<Record<FittedFactor | "symbol" | "dates" | "reasons", string>>(sql`
    select symbol, json_agg(date order by date)::text as dates, json_agg(reasons order by date)::text as reasons,
      ${sql.join(columns, sql`, `)}
    from ${symbolFactors}
    where source = ${source} and symbol = any(${arrayLiteral(symbols)}::text[]) and date between ${from} and ${to}
    group by symbol`);
  return new Map(
    rows.map((row) => {
      const dates = JSON.parse(row.dates) as string[];
      const betas = Object.fromEntries(
        Object.keys(COLUMNS).map((factor) => [factor, JSON.parse(row[factor as FittedFactor])]),
      ) as SymbolBetas["betas"];
      const reasons = JSON.parse(row.reasons) as SymbolBetas["reasons"];
      return [row.symbol, { rowOf: new Map(dates.map((date, i) => [date, i])), betas, reasons }];
    }),
  );
}

/** Those published after the range too: what a date says of them does not depend on where the range ends. */
async function readProvided(db: Database, { source, symbols }: BetaRange): Promise<Map<string, ProviderBeta[]>> {
  const { symbol, date, beta } = getTableColumns(providerBetas);
  const rows = await db
    .select({ symbol, date, beta })
    .from(providerBetas)
    .where(and(eq(providerBetas.source, source), anyOf(providerBetas.symbol, symbols)))
    .orderBy(symbol, date);
  return Map.groupBy(rows, (row) => row.symbol);
}
