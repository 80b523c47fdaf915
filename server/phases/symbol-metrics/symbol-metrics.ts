import { and, eq, isNull } from "drizzle-orm";
import { epochDays } from "#lib/analytics/epoch-day.ts";
import { priceAt } from "#lib/analytics/price-at.ts";
import { required } from "#lib/assert.ts";
import { counted } from "#lib/counted.ts";
import { anyOf } from "#server/db/any-of.ts";
import { type BulkRow, bulkUpsert } from "#server/db/bulk-upsert.ts";
import { symbolMetrics as symbolMetricsTable } from "#server/db/schema/market.ts";
import { definePhase, type PhaseContext, type PhaseReport } from "#server/engine/phase.ts";
import type { PriceColumn, PriceTable } from "#server/market/price-history.ts";
import { heldUntil } from "../held-until.ts";
import type { PhasePorts } from "../ports.ts";
import { pricedSymbol } from "../position-kind.ts";
import { unitSize, unitsAfter } from "../unit-size.ts";
import { metricsRow } from "./compute.ts";

type Row = BulkRow<typeof symbolMetricsTable>;
type Context = PhaseContext<PhasePorts, Tally>;

interface Tally {
  readonly reused: number;
}

interface Result extends Tally {
  readonly updated: number;
  /** Symbols without a price at the final date. */
  readonly unpriced: readonly string[];
  /** Those of them that are held on from there, or have no price at all; all of them where none was updated. */
  readonly missed: readonly string[];
}

/**
 * Returns, volatilities, range, drawdown and turnover of every priced symbol at the run's final date. A complete row that
 * another run has stored is not computed again, unless forced.
 */
export const symbolMetrics = definePhase({
  id: "phase_1_75",
  failure: "continues",
  total: (_, { symbols }) => (symbols.length > 0 ? { total: symbols.length } : { skip: "no symbols to update" }),

  async run(context: Context): Promise<Result> {
    const { scope, ports, resumed } = context;
    const table = await ports.history.table();
    const { sessions, columns } = table;
    const days = epochDays(sessions);
    const stored = await storedSymbols(context);
    let reused = resumed?.tally?.reused ?? 0;
    for (const unit of unitsAfter(ports.symbols, resumed?.done ?? 0, unitSize(ports.symbols.length, 1))) {
      const open = unit.items.filter((symbol) => columns.has(symbol) && !stored.has(symbol));
      const rows = await rowsOf(open, { table, days }, context);
      reused += unit.items.filter((symbol) => stored.has(symbol)).length;
      await context.commit({ done: unit.done, tally: { reused } }, (tx) =>
        bulkUpsert(tx, symbolMetricsTable, rows, { onConflict: "replace" }),
      );
    }
    const unpriced = ports.symbols.filter((symbol) => !isPriced(columns.get(symbol), days));
    const updated = ports.symbols.length - unpriced.length;
    // Nothing at all is a shortfall too, also where nobody holds on to any of them.
    const isMissed = (symbol: string) =>
      updated === 0 || !columns.has(symbol) || isHeldAfter(ports, symbol, scope.finalDate);
    return { reused, updated, unpriced, missed: unpriced.filter(isMissed) };
  },

  report: ({ reused, updated, unpriced, missed }: Result): PhaseReport => ({
    summary: `${counted(updated, "symbol")} updated`,
    counts: { updated, reusedRows: reused, unpriced: unpriced.length },
    warnings: missedWarning(missed),
  }),
});

/** Symbols with a complete row at the final date; none when the run recomputes what exists. */
async function storedSymbols({ scope, ports }: Context): Promise<ReadonlySet<string>> {
  if (scope.force) return new Set();
  const { source, symbol, asOf, reasons } = symbolMetricsTable;
  const isOfRun = and(
    eq(source, ports.source.name),
    anyOf(symbol, ports.symbols),
    eq(asOf, scope.finalDate),
    isNull(reasons),
  );
  const rows = await ports.db.select({ symbol }).from(symbolMetricsTable).where(isOfRun);
  return new Set(rows.map((row) => row.symbol));
}

async function rowsOf(
  symbols: readonly string[],
  { table, days }: { readonly table: PriceTable; readonly days: Int32Array },
  { scope, ports, breathe }: Context,
): Promise<Row[]> {
  if (symbols.length === 0) return [];
  const volumes = await ports.history.volumes(symbols);
  const key = { source: ports.source.name, asOf: scope.finalDate };
  const rows: Row[] = [];
  for (const symbol of symbols) {
    const column = required(table.columns.get(symbol), `prices of ${symbol}`);
    const volume = volumes.get(symbol) ?? new Float64Array(days.length).fill(Number.NaN);
    rows.push({ ...key, symbol, ...metricsRow({ sessions: table.sessions, days }, column, volume) });
    await breathe();
  }
  return rows;
}

/** Whether the last of the sessions has a usable price. */
function isPriced(column: PriceColumn | undefined, days: Int32Array): boolean {
  return column !== undefined && priceAt(column.close, days, required(days.at(-1), "session")).value !== null;
}

function isHeldAfter({ positions }: PhasePorts, symbol: string, date: string): boolean {
  return positions.some((position) => {
    const until = heldUntil(position);
    return pricedSymbol(position) === symbol && (until === null || until > date);
  });
}

function missedWarning(symbols: readonly string[]) {
  if (symbols.length === 0) return [];
  const message = `${counted(symbols.length, "symbol")} without a price at the final date not updated`;
  return [{ code: "symbols-unavailable", message, items: [...symbols] }];
}
