import { counted } from "#lib/counted.ts";
import type { PhaseWarning } from "#lib/run/events.ts";
import { shortList } from "#lib/run/log-text.ts";
import { ReportedFailure } from "#server/engine/phase.ts";
import { isTransient } from "#server/market/transient-failure.ts";
import { groupedReasons } from "../grouped-reasons.ts";
import type { PhasePorts } from "../ports.ts";
import { isPriced, type SessionCoverage } from "./session-coverage.ts";
import { type Collected, unpricedReason } from "./unpriced-reason.ts";

/** Nothing can be computed: no symbol of the portfolio has a price, or none of them could be asked for. */
class NoPricesError extends ReportedFailure {
  readonly code = "no-prices";
}

const WHAT_TO_DO = "Choose another price source or upload price files, then retry.";

/**
 * The failure of a run whose symbols have no price at all, or whose source gave no answer about any of them while none
 * has a price of the run's last date; null where there is something to compute. In the source's own words, symbols of the same reason together.
 */
export function noPrices(
  { symbols, source }: PhasePorts,
  collected: Collected,
  coverage: readonly SessionCoverage[],
  finalDate: string,
): Error | null {
  const upToDate = new Set(coverage.filter(({ newest }) => newest === finalDate).map(({ symbol }) => symbol));
  const isUnreachable = symbols.every(
    (symbol) => !upToDate.has(symbol) && isTransient(collected.outcomes[symbol]?.failure?.code ?? ""),
  );
  const hasPrices = coverage.some((each) => symbols.includes(each.symbol) && isPriced(each));
  if (hasPrices && !isUnreachable) return null;
  const byReason = Map.groupBy(symbols, (symbol) => unpricedReason(symbol, { source }, collected));
  const reasons = [...byReason].map(([reason, of]) => `${shortList(of)}: ${reason}`).join(". ");
  const what = `${hasPrices ? "No new price" : "No price"} from "${source.label}" for`;
  const message =
    symbols.length === 1 ? `${what} ${reasons}` : `${what} any of ${counted(symbols.length, "symbol")}. ${reasons}`;
  const own = coverage.filter(({ symbol }) => symbols.includes(symbol));
  const unavailable = own
    .filter((each) => !isPriced(each))
    .map(({ symbol }) => ({ symbol, reason: unpricedReason(symbol, { source }, collected) }));
  const found = {
    counts: { priced: own.length - unavailable.length, unavailable: unavailable.length },
    warnings: warningOf(unavailable),
  };
  return new NoPricesError(isUnreachable ? `${message}. ${WHAT_TO_DO}` : message, found);
}

type Unpriced = readonly { readonly symbol: string; readonly reason: string }[];

function warningOf(unavailable: Unpriced): PhaseWarning[] {
  if (unavailable.length === 0) return [];
  const message = `${counted(unavailable.length, "symbol")} without prices`;
  return [{ code: "symbols-unavailable", message, items: groupedReasons(unavailable) }];
}
