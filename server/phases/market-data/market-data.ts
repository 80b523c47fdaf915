import { logger } from "#server/engine/logger.ts";
import { definePhase } from "#server/engine/phase.ts";
import { type CollectedPrices, collectPrices } from "./collect-prices.ts";
import type { MarketDataContext } from "./collection.ts";
import { conversionTexts } from "./market-data-details.ts";
import { reportMarketData } from "./market-data-report.ts";
import { type MarketDataResult, marketDataResult } from "./market-data-result.ts";
import { noPrices } from "./no-prices.ts";
import { priceGaps } from "./price-gaps.ts";
import { readQuarantine } from "./read-quarantine.ts";
import { sessionCoverage } from "./session-coverage.ts";
import { readSuppliers } from "./suppliers.ts";
import { countedSymbols } from "./symbols-to-collect.ts";

const log = logger("app.services.market_data");

/** phase_1: the prices of the run's universe, fetched where they are missing, and a check that they are there. */
export const marketData = definePhase({
  id: "phase_1",
  failure: "fails-run",

  total(_scope, ports: MarketDataContext["ports"]) {
    if (ports.symbols.length === 0) return { skip: "no symbol to price" };
    return { total: countedSymbols(ports).length };
  },

  async run(context: MarketDataContext): Promise<MarketDataResult> {
    const { ports, scope } = context;
    const collected = await collectPrices(context);
    ports.history.forget();
    const table = await ports.history.table();
    const coverage = sessionCoverage(table, scope.dates, countedSymbols(ports), ports.positions);
    const quarantined = await readQuarantine(ports, scope, concernedSymbols(ports, collected));
    const failure = noPrices(ports, { ...collected, quarantined }, coverage, scope.finalDate);
    if (failure) throw failure;
    const suppliers = await readSuppliers(ports, countedSymbols(ports));
    const gaps = priceGaps(table, scope.dates, countedSymbols(ports));
    const checked = { ...collected, coverage, suppliers, quarantined, gaps };
    const result = marketDataResult(ports, scope.dates, checked);
    for (const text of conversionTexts(result.converted)) log.info(text);
    return result;
  },

  report: reportMarketData,
});

/** The symbols that count, and the rates that convert them. */
function concernedSymbols(ports: MarketDataContext["ports"], { conversions }: CollectedPrices): string[] {
  return [...countedSymbols(ports), ...new Set([...conversions.values()].map(({ pair }) => pair))];
}
