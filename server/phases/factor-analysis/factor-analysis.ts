import { and, between, eq, isNull } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import { counted } from "#lib/counted.ts";
import { anyOf } from "#server/db/any-of.ts";
import { type BulkRow, bulkUpsert } from "#server/db/bulk-upsert.ts";
import { symbolFactors } from "#server/db/schema/market.ts";
import { definePhase, type PhaseContext, type PhaseReport } from "#server/engine/phase.ts";
import type { PriceTable } from "#server/market/price-history.ts";
import { FACTORS_OF_REGRESSOR, REQUIRED_REGRESSORS, type Regressor } from "#server/market/regressors.ts";
import { groupedReasons } from "../grouped-reasons.ts";
import type { PhasePorts } from "../ports.ts";
import { unitSize, unitsAfter } from "../unit-size.ts";
import { createFactorModel, type FactorModel, regressorReturns } from "./compute.ts";

type FactorRow = BulkRow<typeof symbolFactors>;
type Context = PhaseContext<PhasePorts, Tally>;

interface Tally {
  readonly analyzed: number;
  readonly reused: number;
  readonly unpriced: readonly string[];
  /** Symbols with a factor that is null for want of their own returns, and the first reason. */
  readonly short: readonly (readonly [symbol: string, reason: string])[];
}

interface Result extends Tally {
  /** ETFs without prices. */
  readonly missing: readonly Regressor[];
}

const NOTHING: Tally = { analyzed: 0, reused: 0, unpriced: [], short: [] };

/** The twelve fitted factors of every priced symbol at every date of the run. */
export const factorAnalysis = definePhase({
  id: "phase_1_5",
  failure: "continues",
  total: (_, { symbols }) => (symbols.length > 0 ? { total: symbols.length } : { skip: "no symbols to analyze" }),

  async run(context: Context): Promise<Result> {
    const { scope, ports, resumed } = context;
    const table = await ports.history.table();
    const model = createFactorModel(table);
    const missing = REQUIRED_REGRESSORS.filter((etf) => regressorReturns(table, etf).value === null);
    const stored = await storedDates(context);
    let tally = resumed?.tally ?? NOTHING;
    const size = unitSize(ports.symbols.length, scope.dates.length);
    for (const unit of unitsAfter(ports.symbols, resumed?.done ?? 0, size)) {
      const rows: FactorRow[] = [];
      for (const symbol of unit.items) {
        const fitted = await fitSymbol(symbol, table, model, context, stored.get(symbol));
        rows.push(...(fitted ?? []));
        tally = counting(tally, symbol, fitted, scope.dates.length, model.missing);
      }
      const save = { done: unit.done, tally };
      await context.commit(save, (tx) => bulkUpsert(tx, symbolFactors, rows, { onConflict: "replace" }));
    }
    return { ...tally, missing };
  },

  report: ({ analyzed, reused, unpriced, short, missing }: Result): PhaseReport => ({
    summary: `${counted(analyzed, "symbol")} analyzed`,
    counts: { analyzed, reusedRows: reused, unpriced: unpriced.length, incomplete: short.length },
    warnings: [...missingWarning(missing), ...unpricedWarning(unpriced), ...shortWarning(short)],
  }),
});

/** Dates with a complete row per symbol; nothing when the run recomputes what exists. Incomplete rows are fitted anew. */
async function storedDates({ scope, ports }: Context): Promise<Map<string, Set<string>>> {
  const stored = new Map<string, Set<string>>();
  const [from, to] = [scope.dates[0], scope.dates.at(-1)];
  if (scope.force || from === undefined || to === undefined) return stored;
  const rows = await ports.db
    .select({ symbol: symbolFactors.symbol, date: symbolFactors.date })
    .from(symbolFactors)
    .where(
      and(
        eq(symbolFactors.source, ports.source.name),
        anyOf(symbolFactors.symbol, ports.symbols),
        between(symbolFactors.date, from, to),
        isNull(symbolFactors.reasons),
      ),
    );
  for (const { symbol, date } of rows) stored.set(symbol, (stored.get(symbol) ?? new Set()).add(date));
  return stored;
}

/** The rows that are not stored yet; null for a symbol without prices. */
async function fitSymbol(
  symbol: string,
  { sessions, columns }: PriceTable,
  model: FactorModel,
  context: Context,
  stored: ReadonlySet<string> = new Set(),
): Promise<FactorRow[] | null> {
  const column = columns.get(symbol);
  if (column === undefined) return null;
  const { scope, ports } = context;
  const first = sessions.indexOf(required(scope.dates[0], "first date"));
  const rows: FactorRow[] = [];
  for (const [i, date] of scope.dates.entries()) {
    if (stored.has(date)) continue;
    rows.push({ source: ports.source.name, symbol, date, ...model.fit(column.returns, first + i) });
    await context.breathe();
  }
  return rows;
}

function counting(
  tally: Tally,
  symbol: string,
  rows: readonly FactorRow[] | null,
  dates: number,
  missing: ReadonlySet<string>,
): Tally {
  if (rows === null) return { ...tally, unpriced: [...tally.unpriced, symbol] };
  const ownReason = rows
    .flatMap(({ reasons }) => Object.entries(reasons ?? {}))
    .find(([factor]) => !missing.has(factor))?.[1];
  return {
    ...tally,
    analyzed: tally.analyzed + 1,
    reused: tally.reused + dates - rows.length,
    short: ownReason === undefined ? tally.short : [...tally.short, [symbol, ownReason]],
  };
}

function missingWarning(missing: readonly Regressor[]) {
  if (missing.length === 0) return [];
  const factors = [...new Set(missing.flatMap((etf) => FACTORS_OF_REGRESSOR[etf]))];
  const message = `No prices of ${missing.join(", ")}: ${factors.join(", ")} not fitted`;
  const items = missing.map((etf) => `${etf}: ${FACTORS_OF_REGRESSOR[etf].join(", ")}`);
  return [{ code: "regressors-unavailable", message, items }];
}

function unpricedWarning(symbols: readonly string[]) {
  if (symbols.length === 0) return [];
  const message = `${counted(symbols.length, "symbol")} without prices not analyzed`;
  return [{ code: "symbols-unavailable", message, items: [...symbols] }];
}

function shortWarning(short: Tally["short"]) {
  if (short.length === 0) return [];
  const items = groupedReasons(short.map(([symbol, reason]) => ({ symbol, reason })));
  const message = `Some factors could not be fitted for ${counted(short.length, "symbol")}`;
  return [{ code: "factors-incomplete", message, items }];
}
