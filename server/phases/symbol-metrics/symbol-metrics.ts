import { epochDays } from "#lib/analytics/epoch-day.ts";
import { priceAt } from "#lib/analytics/price-at.ts";
import { required } from "#lib/assert.ts";
import { counted } from "#lib/counted.ts";
import { bulkUpsert } from "#server/db/bulk-upsert.ts";
import { symbolMetrics as symbolMetricsTable } from "#server/db/schema/market.ts";
import { definePhase, type PhaseContext, type PhaseReport } from "#server/engine/phase.ts";
import type { PriceColumn } from "#server/market/price-history.ts";
import { heldUntil } from "../held-until.ts";
import type { PhasePorts } from "../ports.ts";
import { pricedSymbol } from "../position-kind.ts";
import { unitSize, unitsAfter } from "../unit-size.ts";
import { metricsRow } from "./compute.ts";

interface Result {
  readonly updated: number;
  /** Symbols without a price at the final date. */
  readonly unpriced: readonly string[];
  /** Those of them that are held on from there, or have no price at all. */
  readonly missed: readonly string[];
}

/** Returns, volatilities, range, drawdown and turnover of every priced symbol at the run's final date. */
export const symbolMetrics = definePhase({
  id: "phase_1_75",
  failure: "continues",
  total: (_, { symbols }) => (symbols.length > 0 ? { total: symbols.length } : { skip: "no symbols to update" }),

  async run(context: PhaseContext<PhasePorts, null>): Promise<Result> {
    const { scope, ports, resumed } = context;
    const { sessions, columns } = await ports.history.table();
    const key = { source: ports.source.name, asOf: scope.finalDate };
    for (const unit of unitsAfter(ports.symbols, resumed?.done ?? 0, unitSize(ports.symbols.length, 1))) {
      const rows = unit.items.flatMap((symbol) => {
        const column = columns.get(symbol);
        return column ? [{ ...key, symbol, ...metricsRow(sessions, column) }] : [];
      });
      await context.commit({ done: unit.done, tally: null }, (tx) =>
        bulkUpsert(tx, symbolMetricsTable, rows, { onConflict: "replace" }),
      );
      await context.breathe();
    }
    const days = epochDays(sessions);
    const unpriced = ports.symbols.filter((symbol) => !isPriced(columns.get(symbol), days));
    const missed = unpriced.filter((symbol) => !columns.has(symbol) || isHeldAfter(ports, symbol, scope.finalDate));
    return { updated: ports.symbols.length - unpriced.length, unpriced, missed };
  },

  report: ({ updated, unpriced, missed }: Result): PhaseReport => ({
    summary: `${counted(updated, "symbol")} updated`,
    counts: { updated, unpriced: unpriced.length },
    warnings: missedWarning(missed),
  }),
});

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
