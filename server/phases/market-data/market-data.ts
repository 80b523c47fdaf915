import { counted } from "#lib/counted.ts";
import { shortList } from "#lib/run/log-text.ts";
import { definePhase } from "#server/engine/phase.ts";
import { REQUIRED_REGRESSORS } from "#server/market/regressors.ts";
import type { PhasePorts } from "../ports.ts";
import { collectPrices } from "./collect-prices.ts";
import { type MarketDataResult, reportMarketData } from "./market-data-report.ts";
import type { Outcomes } from "./outcomes.ts";
import { isPriced, type SessionCoverage, sessionCoverage } from "./session-coverage.ts";
import { countedSymbols } from "./symbols-to-collect.ts";

/** No symbol of the portfolio has a price: nothing can be computed. */
class NoPricesError extends Error {
  readonly code = "no-prices";
}

const NO_REASON = "no price in the run's dates";

/** phase_1: the prices of the run's universe, fetched where they are missing, and a check that they are there. */
export const marketData = definePhase<"phase_1", PhasePorts, Outcomes, MarketDataResult>({
  id: "phase_1",
  failure: "fails-run",

  total(_scope, ports) {
    if (ports.symbols.length === 0) return { skip: "no symbol to price" };
    return { total: countedSymbols(ports).length };
  },

  async run(context) {
    const { ports, scope } = context;
    const outcomes = await collectPrices(context);
    ports.history.forget();
    const table = await ports.history.table();
    const all = sessionCoverage(table, scope.dates, countedSymbols(ports), ports.positions);
    const coverage = all.filter(({ symbol }) => ports.symbols.includes(symbol));
    if (!coverage.some(isPriced)) throw new NoPricesError(noPrices(ports, outcomes));
    return { coverage, ...shortfalls(all, scope.dates, ports, outcomes), ...asked(ports, outcomes) };
  },

  report: reportMarketData,
});

function shortfalls(
  all: readonly SessionCoverage[],
  dates: readonly string[],
  { symbols }: PhasePorts,
  outcomes: Outcomes,
) {
  const unpriced = new Set(all.filter((each) => !isPriced(each)).map(({ symbol }) => symbol));
  const reasonOf = (symbol: string) => outcomes[symbol]?.failure?.reason ?? NO_REASON;
  const missing = <Symbol extends string>(of: readonly Symbol[]) =>
    of.filter((symbol) => unpriced.has(symbol)).map((symbol) => ({ symbol, reason: reasonOf(symbol) }));
  const covered = new Map(all.map((each) => [each.symbol, each]));
  const last = dates.at(-1) ?? "";
  const shortRegressors = REQUIRED_REGRESSORS.flatMap((symbol) => {
    const { usable: priced = 0, newest = null } = covered.get(symbol) ?? {};
    const until = newest !== null && newest < last ? newest : null;
    return priced > 0 && priced < dates.length ? [{ symbol, priced, dates: dates.length, until }] : [];
  });
  return { unavailable: missing(symbols), missingRegressors: missing(REQUIRED_REGRESSORS), shortRegressors };
}

function asked(ports: PhasePorts, outcomes: Outcomes) {
  const counted = countedSymbols(ports).flatMap((symbol) => {
    const outcome = outcomes[symbol];
    return outcome ? [{ symbol, ...outcome }] : [];
  });
  return {
    refused: counted.flatMap(({ symbol, refused }) => (refused ? [{ symbol, ...refused }] : [])),
    fetched: counted.filter(({ state }) => state === "fetched").length,
    stored: counted.filter(({ state }) => state === "stored").length,
  };
}

/** In the source's own words; symbols of the same reason together. */
function noPrices({ symbols, source }: PhasePorts, outcomes: Outcomes): string {
  const byReason = Map.groupBy(symbols, (symbol) => outcomes[symbol]?.failure?.reason ?? NO_REASON);
  const reasons = [...byReason].map(([reason, of]) => `${shortList(of)}: ${reason}`);
  return `No price from "${source.label}" for any of ${counted(symbols.length, "symbol")}. ${reasons.join(". ")}`;
}
