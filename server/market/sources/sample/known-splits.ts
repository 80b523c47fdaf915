import { SAMPLE_ANCHOR_DATE } from "./sample-dates.ts";

/** New shares per old on the ex-date: 4 for four for one, 0.1 for a reverse split of one for ten. */
export interface KnownSplit {
  readonly date: string;
  readonly ratio: number;
}

/** Splits of the simulated market, ascending: real ones, and those of COST and PTON, which it alone has. */
const KNOWN_SPLITS: Readonly<Record<string, readonly KnownSplit[]>> = {
  AAPL: [
    { date: "2014-06-09", ratio: 7 },
    { date: "2020-08-31", ratio: 4 },
  ],
  AMZN: [{ date: "2022-06-06", ratio: 20 }],
  AVGO: [{ date: "2024-07-15", ratio: 10 }],
  C: [{ date: "2011-05-09", ratio: 0.1 }],
  COST: [{ date: "2025-12-08", ratio: 4 }],
  GE: [{ date: "2021-08-02", ratio: 0.125 }],
  GOOG: [{ date: "2022-07-18", ratio: 20 }],
  GOOGL: [{ date: "2022-07-18", ratio: 20 }],
  NFLX: [
    { date: "2015-07-15", ratio: 7 },
    { date: "2025-11-17", ratio: 10 },
  ],
  NVDA: [
    { date: "2021-07-20", ratio: 4 },
    { date: "2024-06-10", ratio: 10 },
  ],
  PTON: [{ date: "2025-10-06", ratio: 0.1 }],
  TSLA: [
    { date: "2020-08-31", ratio: 5 },
    { date: "2022-08-25", ratio: 3 },
  ],
  WMT: [{ date: "2024-02-26", ratio: 3 }],
};

/** The splits of a symbol, ascending. */
export function knownSplits(symbol: string): readonly KnownSplit[] {
  return KNOWN_SPLITS[symbol] ?? [];
}

/** The shares on `date` that one share of the anchor date is, or came from: 4 after a split of four for one since. */
export function sharesSinceAnchor(symbol: string, date: string): number {
  let shares = 1;
  for (const { date: exDate, ratio } of knownSplits(symbol)) {
    if (exDate > SAMPLE_ANCHOR_DATE && exDate <= date) shares *= ratio;
    if (exDate <= SAMPLE_ANCHOR_DATE && exDate > date) shares /= ratio;
  }
  return shares;
}
