import type { RunScope } from "#server/engine/phase.ts";
import { shiftedDate } from "#server/market/coverage.ts";
import type { PriceTable } from "#server/market/price-history.ts";
import { readPriceTable } from "#server/market/read-price-table.ts";
import type { AccountLedger } from "../account-ledger.ts";
import type { PhasePorts } from "../ports.ts";
import type { AccountReturns } from "./ratios.ts";

const INDEX = "SPY";
/** Reaches the session before the account's first. */
const LEAD_IN_DAYS = 10;

/** The account's returns from its first session on, whatever the run's dates are, and the index's on the same sessions. */
export async function accountReturns(
  scope: RunScope,
  ports: PhasePorts,
  { byDate }: AccountLedger,
): Promise<AccountReturns> {
  const days = [...byDate.values()];
  const dates = [...byDate.keys()];
  const index = indexOn(dates, await tableFrom(shiftedDate(dates[0] ?? scope.finalDate, -LEAD_IN_DAYS), scope, ports));
  return {
    rowOf: new Map(dates.map((date, row) => [date, row])),
    returns: Float64Array.from(days, ({ dailyReturn }) => dailyReturn ?? Number.NaN),
    endReason: days.find(({ returnReason }) => returnReason !== null)?.returnReason ?? null,
    index,
    riskFreeRate: ports.assumptions.riskFreeRate,
  };
}

/** The run's own prices; the index's from the account's beginning where the run begins later. */
async function tableFrom(from: string, scope: RunScope, ports: PhasePorts): Promise<PriceTable> {
  if (ports.pricesFrom <= from) return ports.history.table();
  return readPriceTable(ports.db, { source: ports.source.name, symbols: [INDEX], from, to: scope.finalDate });
}

function indexOn(dates: readonly string[], { sessions, columns }: PriceTable): Float64Array | null {
  const returns = columns.get(INDEX)?.returns;
  if (returns === undefined) return null;
  const rowOf = new Map(sessions.map((session, row) => [session, row]));
  return Float64Array.from(dates, (date) => returns[rowOf.get(date) ?? -1] ?? Number.NaN);
}
