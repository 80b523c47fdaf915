import { counted } from "#lib/counted.ts";
import { stretchText } from "#lib/quarantined-prices.ts";
import { restatedText } from "#lib/restated-symbol.ts";
import type { PhaseWarning } from "#lib/run/events.ts";
import { countText } from "#lib/run/log-text.ts";
import type { PhaseReport } from "#server/engine/phase.ts";
import { FACTORS_OF_REGRESSOR, type Regressor } from "#server/market/regressors.ts";
import { groupedReasons } from "../grouped-reasons.ts";
import { marketDataDetails, refusedText } from "./market-data-details.ts";
import type { MarketDataResult } from "./market-data-result.ts";
import { isPriced, type SessionCoverage } from "./session-coverage.ts";

/** The result in words; a shortfall of any kind is a warning that names it. */
export function reportMarketData(result: MarketDataResult): PhaseReport {
  const { coverage, unavailable, refused, fetched, stored } = result;
  const priced = coverage.length - unavailable.length;
  const percent = ((100 * priced) / coverage.length).toFixed(1);
  return {
    summary: `${countText(priced)}/${countText(coverage.length)} symbols priced (${percent}% coverage)`,
    counts: {
      priced,
      unavailable: unavailable.length,
      missingRegressors: result.missingRegressors.length,
      refusedPrices: refused.reduce((sum, { count }) => sum + count, 0),
      quarantinedPrices: pricesIn(result.quarantined),
      restated: result.restated.length,
      fetched,
      stored,
    },
    warnings: [
      ...warnUnavailable(result),
      ...warnUnrefreshed(result.unrefreshed),
      ...warnRegressors(result.missingRegressors),
      ...warnShortRegressors(result.shortRegressors),
      ...warnSessions(coverage),
      ...warnQuarantined(result.quarantined),
      ...warnRefused(refused),
      ...warnRestated(result.restated),
    ],
    details: marketDataDetails(result),
  };
}

/** Where the source could not be asked, what to do is said: the results stand on entry prices until then. */
function warnUnavailable({ unavailable, unreached }: MarketDataResult): PhaseWarning[] {
  if (unavailable.length === 0) return [];
  const without = `${counted(unavailable.length, "symbol")} without prices`;
  const which = unreached === unavailable.length ? "" : ` for ${countText(unreached)} of them`;
  const advice = `the source did not answer as it should${which}. Run again when it does, or choose another one`;
  const message = unreached === 0 ? without : `${without}: ${advice}`;
  return [{ code: "symbols-unavailable", message, items: groupedReasons(unavailable) }];
}

function warnUnrefreshed(unrefreshed: MarketDataResult["unrefreshed"]): PhaseWarning[] {
  if (unrefreshed.length === 0) return [];
  const message = `No new prices of ${counted(unrefreshed.length, "symbol")}; older ones stand`;
  return [{ code: "prices-not-refreshed", message, items: groupedReasons(unrefreshed) }];
}

type Etfs = readonly { readonly symbol: Regressor }[];
const etfsOf = (etfs: Etfs) => etfs.map(({ symbol }) => symbol).join(", ");
const factorsOf = (etfs: Etfs) => [...new Set(etfs.flatMap(({ symbol }) => FACTORS_OF_REGRESSOR[symbol]))].join(", ");

/** Factors are named, since it is them that the reader will miss. */
function warnRegressors(missing: MarketDataResult["missingRegressors"]): PhaseWarning[] {
  if (missing.length === 0) return [];
  const message = `No prices of ${etfsOf(missing)}: ${factorsOf(missing)} cannot be fitted`;
  const items = missing.map(
    ({ symbol, reason }) => `${symbol}: ${reason} (${FACTORS_OF_REGRESSOR[symbol].join(", ")})`,
  );
  return [{ code: "regressors-unavailable", message, items }];
}

function warnShortRegressors(short: MarketDataResult["shortRegressors"]): PhaseWarning[] {
  if (short.length === 0) return [];
  const message = `No prices of ${etfsOf(short)} on some dates: ${factorsOf(short)} may lack observations`;
  const items = short.map(
    (etf) =>
      `${etf.symbol}${etf.until === null ? "" : ` has prices until ${etf.until}`}: ${countText(etf.priced)} of ${counted(etf.dates, "session")} priced (${factorsOf([etf])})`,
  );
  return [{ code: "regressors-incomplete", message, items }];
}

function warnSessions(coverage: readonly SessionCoverage[]): PhaseWarning[] {
  const short = coverage.filter((each) => isPriced(each) && each.unpriced > 0);
  if (short.length === 0) return [];
  const message = `${counted(short.length, "symbol")} without a price on some dates held`;
  const items = short.map(
    ({ symbol, held, unpriced }) => `${symbol}: ${countText(held - unpriced)} of ${counted(held, "session")} priced`,
  );
  return [{ code: "sessions-missing", message, items }];
}

const pricesIn = (stretches: MarketDataResult["quarantined"]) => stretches.reduce((sum, { count }) => sum + count, 0);

function warnQuarantined(stretches: MarketDataResult["quarantined"]): PhaseWarning[] {
  if (stretches.length === 0) return [];
  const symbols = new Set(stretches.map(({ symbol }) => symbol)).size;
  const message = `${counted(pricesIn(stretches), "price")} of ${counted(symbols, "symbol")} quarantined`;
  return [{ code: "prices-quarantined", message, items: stretches.map((stretch) => stretchText(stretch)) }];
}

function warnRefused(refused: MarketDataResult["refused"]): PhaseWarning[] {
  if (refused.length === 0) return [];
  const message = `Prices of ${counted(refused.length, "symbol")} refused as unusable`;
  return [{ code: "prices-refused", message, items: refused.map(refusedText) }];
}

function warnRestated(restated: MarketDataResult["restated"]): PhaseWarning[] {
  if (restated.length === 0) return [];
  const message = `Prices of ${counted(restated.length, "symbol")} restated: what follows from them is computed again`;
  return [{ code: "prices-restated", message, items: restated.map(restatedText) }];
}
