import { calmarRatio } from "#lib/analytics/calmar-ratio.ts";
import { dailyRate } from "#lib/analytics/daily-rate.ts";
import { informationRatio } from "#lib/analytics/information-ratio.ts";
import { marketCapture } from "#lib/analytics/market-capture.ts";
import { known, type Outcome, unknown } from "#lib/analytics/outcome.ts";
import { returnsDrawdown } from "#lib/analytics/returns-drawdown.ts";
import { sharpeRatio } from "#lib/analytics/sharpe-ratio.ts";
import { sortinoRatio } from "#lib/analytics/sortino-ratio.ts";
import { trackingError } from "#lib/analytics/tracking-error.ts";
import { valueAt } from "#lib/analytics/value-at.ts";
import { createFigureNotes } from "./figure-notes.ts";

const MINIMUM = 60;
const NO_INDEX = unknown("no prices");

/** The account's own returns from its first session on, beside the index's on the same sessions. */
export interface AccountReturns {
  /** Index of each date of the account. */
  readonly rowOf: ReadonlyMap<string, number>;
  /** Return_t by row; NaN from the session on at which equity was not positive. */
  readonly returns: Float64Array;
  /** Why there is no return, from that session on. */
  readonly endReason: string | null;
  /** Total returns of SPY by row, NaN missing; null where it has no prices at all. */
  readonly index: Float64Array | null;
  /** Continuously compounded, a fraction a year. */
  readonly riskFreeRate: number;
}

export interface RatioFigures {
  readonly returnLength: number;
  readonly sharpeRatio: number | null;
  readonly sortinoRatio: number | null;
  readonly calmarRatio: number | null;
  readonly maxDrawdown: number | null;
  readonly trackingError: number | null;
  readonly informationRatio: number | null;
  readonly upCapture: number | null;
  readonly downCapture: number | null;
}

export interface Ratios {
  readonly figures: RatioFigures;
  readonly reasons: Readonly<Record<string, string>>;
  /** What the account is old enough for and lacks, e.g. the index; a young account lacks nothing. */
  readonly lacking: readonly string[];
}

/** Ratios of the account's returns from its first session to a date, 60 or more of them. */
export function ratioFigures(account: AccountReturns, date: string): Ratios {
  const { returns, index, riskFreeRate } = account;
  const to = (account.rowOf.get(date) ?? -1) + 1;
  const window = { from: 0, to };
  const riskFree = dailyRate(riskFreeRate);
  const length = lengthTo(account, to);
  const own = <T>(compute: () => Outcome<T>): Outcome<T> => (length.value === null ? length : compute());
  const tracking = own(() =>
    index === null ? NO_INDEX : trackingError(returns, index, { ...window, minimum: MINIMUM }),
  );
  const beside = (compute: (index: Float64Array) => Outcome<number>): Outcome<number> =>
    tracking.value === null || index === null ? tracking : compute(index);
  const { reasons, noted } = createFigureNotes();
  const figures = {
    returnLength: length.value ?? knownTo(returns, to),
    sharpeRatio: noted(
      "sharpeRatio",
      own(() => sharpeRatio(returns, riskFree, window)),
    ),
    sortinoRatio: noted(
      "sortinoRatio",
      own(() => sortinoRatio(returns, riskFree, window)),
    ),
    calmarRatio: noted(
      "calmarRatio",
      own(() => calmarRatio(returns, window)),
    ),
    maxDrawdown:
      noted(
        "maxDrawdown",
        own(() => returnsDrawdown(returns, 0, to)),
      )?.depth ?? null,
    trackingError: noted("trackingError", tracking),
    informationRatio: noted(
      "informationRatio",
      beside((index) => informationRatio(returns, index, window)),
    ),
    upCapture: noted(
      "upCapture",
      beside((index) => marketCapture(returns, index, "up", window)),
    ),
    downCapture: noted(
      "downCapture",
      beside((index) => marketCapture(returns, index, "down", window)),
    ),
  };
  const lacking = length.value !== null && tracking.reason !== null ? [`SPY: ${tracking.reason}`] : [];
  return { figures, reasons, lacking };
}

/** How many returns there are up to a row, where that is enough. */
function lengthTo({ returns, endReason }: AccountReturns, to: number): Outcome<number> {
  const length = knownTo(returns, to);
  if (length < to && endReason !== null) return unknown(endReason);
  return length < MINIMUM ? unknown(`${length} of ${MINIMUM} returns of the account`) : known(length);
}

function knownTo(returns: Float64Array, to: number): number {
  let length = 0;
  for (let i = 0; i < to; i++) if (!Number.isNaN(valueAt(returns, i))) length++;
  return length;
}
