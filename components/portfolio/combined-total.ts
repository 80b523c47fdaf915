/** A portfolio's newest figures, in dollars. */
export interface LatestFigures {
  readonly date: string;
  readonly equity: number;
  readonly pnl: number;
  readonly dividends: number;
  readonly cumulativePnl: number;
}

/** All accounts together, in dollars; dividends are in both results. */
export interface CombinedTotal {
  readonly equity: number;
  /** Of the newest session only: results of different days do not add up to one. */
  readonly dayPnl: number;
  /** Accounts whose newest session that is. */
  readonly dayCounted: number;
  readonly totalPnl: number;
  /** Accounts that have figures, and those that have none yet and are not in the sums. */
  readonly counted: number;
  readonly missing: number;
  /** The oldest and newest session among the figures; they differ where an account has not been run as far. */
  readonly from: string;
  readonly to: string;
  readonly simulated: boolean;
}

/** The sum over accounts; null where none has figures yet. */
export function combinedTotal(
  accounts: readonly { readonly latest: LatestFigures | null; readonly simulated: boolean }[],
): CombinedTotal | null {
  const known = accounts.filter((account) => account.latest !== null);
  const latest = known.flatMap((account) => account.latest ?? []);
  const dates = latest.map((figures) => figures.date).toSorted();
  const [from, to] = [dates[0], dates.at(-1)];
  if (from === undefined || to === undefined) return null;
  const ofNewest = latest.filter((figures) => figures.date === to);
  const sum = (pick: (figures: LatestFigures) => number) => latest.reduce((total, each) => total + pick(each), 0);
  return {
    equity: sum((each) => each.equity),
    dayPnl: ofNewest.reduce((total, each) => total + each.pnl + each.dividends, 0),
    dayCounted: ofNewest.length,
    totalPnl: sum((each) => each.cumulativePnl),
    counted: latest.length,
    missing: accounts.length - latest.length,
    from,
    to,
    simulated: known.some((account) => account.simulated),
  };
}
