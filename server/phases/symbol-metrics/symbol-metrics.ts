import { counted } from "#lib/counted.ts";
import { shortList } from "#lib/run/log-text.ts";
import { bulkUpsert } from "#server/db/bulk-upsert.ts";
import { symbolMetrics as symbolMetricsTable } from "#server/db/schema/market.ts";
import { definePhase, type PhaseContext, type PhaseReport } from "#server/engine/phase.ts";
import type { PhasePorts } from "../ports.ts";
import { unitSize, unitsAfter } from "../unit-size.ts";
import { metricsRow } from "./compute.ts";

interface Result {
  readonly updated: number;
  readonly unpriced: readonly string[];
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
    const unpriced = ports.symbols.filter((symbol) => !columns.has(symbol));
    return { updated: ports.symbols.length - unpriced.length, unpriced };
  },

  report: ({ updated, unpriced }: Result): PhaseReport => ({
    summary: `${counted(updated, "symbol")} updated`,
    counts: { updated, unpriced: unpriced.length },
    warnings: unpricedWarning(unpriced),
  }),
});

function unpricedWarning(symbols: readonly string[]) {
  if (symbols.length === 0) return [];
  const message = `${counted(symbols.length, "symbol")} without prices not updated: ${shortList(symbols)}`;
  return [{ code: "symbols-unavailable", message, items: [...symbols] }];
}
