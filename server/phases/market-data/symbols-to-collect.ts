import type { RunScope } from "#server/engine/phase.ts";
import type { DateRange } from "#server/market/coverage.ts";
import { presentSession, sessionOnOrBefore } from "#server/market/nyse-calendar.ts";
import { OPTIONAL_REGRESSORS, REQUIRED_REGRESSORS } from "#server/market/regressors.ts";
import type { PhasePorts } from "../ports.ts";
import { pricedSymbol } from "../position-kind.ts";

const INDEX = "SPY";

/** A series of daily prices and where it is needed. */
export interface WantedSymbol {
  readonly symbol: string;
  readonly range: DateRange;
}

/** The symbols whose prices count: the portfolio's, then the ETFs the factors need. */
export function countedSymbols({ symbols }: Pick<PhasePorts, "symbols">): string[] {
  return [...new Set([...symbols, ...REQUIRED_REGRESSORS])];
}

/** ETFs that are stored where the source has them. */
export function uncountedSymbols(ports: Pick<PhasePorts, "symbols">): string[] {
  const counted = new Set(countedSymbols(ports));
  return OPTIONAL_REGRESSORS.filter((symbol) => !counted.has(symbol));
}

/** All symbols of a run, the counted ones first. */
export function wantedUniverse(ports: PhasePorts, scope: RunScope): WantedSymbol[] {
  const first = firstEntries(ports);
  const last = givenInSharesOf(ports);
  return [...countedSymbols(ports), ...uncountedSymbols(ports)].map((symbol) => ({
    symbol,
    range: {
      from: earliest(ports.pricesFrom, first.get(symbol)),
      to: latest(scope.finalDate, last.get(symbol)),
    },
  }));
}

/**
 * The last session in whose shares a quantity of each symbol is given, as far as it is over: the splits until then are
 * needed, be the run's last date before them.
 */
function givenInSharesOf({ positions, now }: Pick<PhasePorts, "positions" | "now">): Map<string, string> {
  const last = new Map<string, string>();
  for (const position of positions) {
    const symbol = pricedSymbol(position);
    if (symbol === null || position.quantityAsOf === null) continue;
    const session = earliest(sessionOnOrBefore(position.quantityAsOf), presentSession(now()));
    last.set(symbol, latest(session, last.get(symbol)));
  }
  return last;
}

/**
 * When each symbol was first entered. Prices are needed back to there where that is before the run's own history, since
 * a split since then changes the quantity held; those of the index too, since the account is held to it from its
 * beginning.
 */
function firstEntries({ positions }: Pick<PhasePorts, "positions">): Map<string, string> {
  const first = new Map<string, string>();
  for (const position of positions) {
    const symbol = pricedSymbol(position);
    if (symbol === null) continue;
    for (const each of [symbol, INDEX]) first.set(each, earliest(position.entryDate, first.get(each)));
  }
  return first;
}

const earliest = (date: string, other = date) => (other < date ? other : date);
const latest = (date: string, other = date) => (other > date ? other : date);
