import { median } from "#lib/analytics/median.ts";
import type { JudgedBar, PricedKind } from "#lib/analytics/price-evidence.ts";
import { suspiciousPrices } from "#lib/analytics/suspicious-prices.ts";
import { readOccSymbol } from "#lib/portfolio-import/occ-symbol.ts";
import { isCurrencyPair } from "#lib/price-files/price-symbol.ts";
import { isWithin } from "#server/market/coverage.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { PriceSource } from "#server/market/price-source.ts";
import { doubtedCells } from "./doubted-cells.ts";
import type { FetchedBar, FetchedSymbol } from "./fetch-prices.ts";
import type { QuarantinedBar } from "./quarantined-bar.ts";
import type { KnownPrices, QuarantinedRow } from "./read-known-prices.ts";
import { isSamePrice } from "./restatements.ts";
import type { StoredSeries } from "./stored-series.ts";

/** An answer without what is not believed of it. */
export interface Judgement {
  /** What is to be taken of the answer, ascending; with prices that were in quarantine and are believed now. */
  readonly fetched: FetchedSymbol;
  /** What is not believed of it. */
  readonly doubted: readonly QuarantinedBar[];
  /** Of that, what is not in quarantine yet. */
  readonly quarantined: readonly QuarantinedBar[];
  /** Dates whose stored price is not believed any more. */
  readonly withdrawn: readonly string[];
  /** Dates of prices that leave the quarantine without being asked for again, ascending. */
  readonly reinstated: readonly string[];
  /** Dates whose price in quarantine has been replaced by one that is believed. */
  readonly settled: readonly string[];
}

/** An answer, and what is known beside it. */
export interface JudgedAnswer {
  readonly fetched: FetchedSymbol;
  readonly series: StoredSeries;
  readonly known: KnownPrices;
}

/**
 * Judges an answer beside what is known: what is doubted goes into quarantine; what was doubted before and is not any
 * more leaves it. Released prices are trusted for as long as they are said so.
 */
export function judgePrices({ name, basis }: Pick<PriceSource, "name" | "basis">, answer: JudgedAnswer): Judgement {
  const { fetched, series, known } = answer;
  const isWaiting = ({ date }: QuarantinedRow) => !isAnswered(fetched, date) && !known.closes.has(date);
  const held = known.quarantined.filter((row) => isWaiting(row) && isPriced(row));
  const released = releasedDates(answer);
  const doubts = new Map(doubtsOf(basis, answer, { held, released }).map((doubt) => [doubt.date, doubt]));
  const isAnothers = ({ date, provider }: FetchedBar) =>
    series.suppliers.has(date) && series.suppliers.get(date) !== provider;
  const leaps = fetched.bars.flatMap((bar) => {
    const doubt = doubts.get(bar.date);
    return doubt && !isAnothers(bar) ? [{ ...bar, rule: doubt.rule, reason: doubt.reason }] : [];
  });
  const reinstated = held.filter(({ date }) => !doubts.has(date)).map(barOf);
  const believed = [...fetched.bars.filter(({ date }) => !doubts.has(date)), ...reinstated];
  const cells = doubtedCells(name, fetched);
  const doubted = [...leaps, ...cells];
  const rows = new Map(known.quarantined.map((row) => [row.date, row]));
  const isHeld = (bar: QuarantinedBar) => isSameDoubt(fetched.symbol, rows.get(bar.date), bar);
  const inCells = new Set(cells.map(({ date }) => date));
  const dates = new Set(believed.map(({ date }) => date));
  return {
    fetched: {
      ...fetched,
      bars: believed.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
      rejected: fetched.rejected.filter(({ date, fault }) => !fault || !inCells.has(date)),
    },
    doubted,
    quarantined: doubted.filter((bar) => !isHeld(bar)),
    withdrawn: leaps.filter(({ date, close }) => isStored(fetched.symbol, series, date, close)).map(({ date }) => date),
    reinstated: reinstated.map(({ date }) => date),
    settled: [...rows.keys()].filter((date) => dates.has(date) && !released.has(date)),
  };
}

function doubtsOf(
  basis: PriceSource["basis"],
  { fetched, series, known }: JudgedAnswer,
  { held, released }: { readonly held: readonly QuarantinedRow[]; readonly released: ReadonlySet<string> },
) {
  const { symbol } = fetched;
  const said = fetched.bars.map((bar): JudgedBar => {
    const again = isStored(symbol, series, bar.date, bar.close) ? "stored" : "new";
    return { ...bar, standing: released.has(bar.date) ? "released" : again };
  });
  const around = [...known.closes].filter(([date]) => !isAnswered(fetched, date));
  const scale = basis === "adjusted" ? restatedBy(fetched, known) : 1;
  const trusted = around.map(([date, close]): JudgedBar => {
    const standing = released.has(date) ? "released" : "trusted";
    return { ...NOTHING_SEEN, date, close: close * scale, standing };
  });
  const waiting = held.map((row): JudgedBar => ({ ...barOf(row), standing: "new" }));
  const bars = [...trusted, ...said, ...waiting].sort((a, b) => (a.date < b.date ? -1 : 1));
  const [first, last] = [bars[0], bars.at(-1)];
  if (!first || !last) return [];
  const actions = Object.groupBy(fetched.actions, ({ kind }) => kind);
  const byDate = (of: FetchedSymbol["actions"] = []) => of.map(({ date, value }): [string, number] => [date, value]);
  const before = basis === "adjusted" ? [] : [...known.splits].filter(([date]) => !isAnswered(fetched, date));
  return suspiciousPrices({
    ...{ kind: kindOf(symbol), bars, sessions: sessionsBetween(first.date, last.date) },
    splits: new Map([...before, ...byDate(actions.split)]),
    dividends: new Map(byDate(actions.dividend)),
  });
}

const NOTHING_SEEN = { open: null, high: null, low: null, volume: null };

function kindOf(symbol: string): PricedKind {
  if (isCurrencyPair(symbol)) return "rate";
  return readOccSymbol(symbol) ? "option" : "share";
}

/** Adjusted closes are all divided by what comes later: what an answer makes of the closes stored of its dates. */
function restatedBy({ bars }: FetchedSymbol, { closes }: KnownPrices): number {
  const ratios = bars.flatMap(({ date, close }) => {
    const before = closes.get(date);
    return before === undefined ? [] : [close / before];
  });
  return ratios.length > 0 ? median(ratios) : 1;
}

const isAnswered = ({ answered }: FetchedSymbol, date: string) => answered.some((range) => isWithin(date, range));

function isStored(symbol: string, { closes }: StoredSeries, date: string, close: number | null): boolean {
  const stored = closes.get(date);
  return stored !== undefined && close !== null && isSamePrice(symbol, stored, close);
}

/** Dates of released prices that still are what their source says, or that it was not asked for. */
function releasedDates({ fetched: { symbol, bars }, known }: JudgedAnswer): ReadonlySet<string> {
  const said = new Map(bars.map(({ date, close }) => [date, close]));
  const isStill = ({ releasedAt, date, close }: QuarantinedRow) =>
    releasedAt !== null && close !== null && isSamePrice(symbol, close, said.get(date) ?? close);
  return new Set(known.quarantined.filter(isStill).map(({ date }) => date));
}

function isSameDoubt(symbol: string, row: QuarantinedRow | undefined, bar: QuarantinedBar): boolean {
  if (!row || row.releasedAt !== null || row.rule !== bar.rule) return false;
  if (row.close === null || bar.close === null) return row.close === bar.close;
  return isSamePrice(symbol, row.close, bar.close);
}

/** Whether a row may become a price again: it is in quarantine, for what it is beside others. */
const isPriced = ({ releasedAt, close, rule }: QuarantinedRow) =>
  releasedAt === null && close !== null && JUDGED_BESIDE_OTHERS.has(rule);

const JUDGED_BESIDE_OTHERS: ReadonlySet<string> = new Set(["scale", "unadjusted-split", "gap", "stale"]);

function barOf({ date, open, high, low, close, volume, provider }: QuarantinedRow): FetchedBar {
  return { date, open, high, low, close: close ?? Number.NaN, volume, provider };
}
