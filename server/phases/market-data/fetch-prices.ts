import { type DateRange, isWithin, settledPart, shiftedDate } from "#server/market/coverage.ts";
import { isSameMoney } from "#server/market/currency.ts";
import type {
  Bar,
  CorporateAction,
  DailyAnswer,
  DailyFailure,
  Listing,
  PriceSource,
  RejectedCell,
} from "#server/market/price-source.ts";

/** A bar, and who supplied it where that is not the source itself. */
export interface FetchedBar extends Bar {
  readonly provider: string | null;
}

/** What a source said about one symbol over all ranges it was asked for. */
export interface FetchedSymbol {
  readonly symbol: string;
  readonly bars: FetchedBar[];
  readonly actions: CorporateAction[];
  readonly rejected: RejectedCell[];
  /** Ranges that were answered with bars. */
  readonly answered: DateRange[];
  /** What need not be asked again. */
  readonly settled: DateRange[];
  /** Null where there were bars in any range. */
  failure: DailyFailure | null;
  listing: Listing | null;
}

export interface PriceRequest {
  readonly source: PriceSource;
  readonly asks: ReadonlyMap<string, readonly DateRange[]>;
  readonly signal: AbortSignal;
  readonly now: Date;
}

/** Asks for each symbol's ranges, symbols of the same range together. */
export async function fetchPrices({ source, asks, signal, now }: PriceRequest): Promise<FetchedSymbol[]> {
  const fetched = new Map([...asks.keys()].map((symbol) => [symbol, emptyAnswer(symbol)]));
  const wanted = [...asks].flatMap(([symbol, ranges]) => ranges.map((range) => ({ symbol, range })));
  const groups = Map.groupBy(wanted, ({ range }) => `${range.from} ${range.to}`);
  const results = await Promise.all(
    [...groups.values()].map(async (group) => {
      const [{ range } = { range: { from: "", to: "" } }] = group;
      const symbols = group.map(({ symbol }) => symbol);
      return { range, ...(await source.daily(symbols, range.from, range.to, signal)) };
    }),
  );
  // The newest first: what a symbol's listing is, its newest prices say.
  for (const { range, answers, failures } of results.toSorted((a, b) => (a.range.to < b.range.to ? 1 : -1))) {
    for (const answer of answers) addAnswer(fetched.get(answer.symbol), source, answer, { range, now });
    for (const failure of failures) {
      const symbol = fetched.get(failure.symbol);
      if (failure.code === "no-data") settle(symbol, range, null, now);
      if (symbol && symbol.bars.length === 0) symbol.failure = failure;
    }
  }
  return [...fetched.values()];
}

const emptyAnswer = (symbol: string): FetchedSymbol => ({
  ...{ symbol, bars: [], actions: [], rejected: [], answered: [], settled: [] },
  ...{ failure: null, listing: null },
});

interface Asked {
  readonly range: DateRange;
  readonly now: Date;
}

/** Adds what each provider said, the newest first, to the dates it spoke of. */
function addAnswer(
  symbol: FetchedSymbol | undefined,
  source: PriceSource,
  answer: DailyAnswer,
  { range, now }: Asked,
): void {
  if (!symbol) return;
  let { to } = range;
  for (let part: DailyAnswer | undefined = answer; part; part = part.earlier) {
    const from: string = part.from !== undefined && part.from > range.from ? part.from : range.from;
    settle(symbol, { from, to }, part.bars.at(-1)?.date ?? null, now);
    if (isInSameMoney(symbol, part)) addPart(symbol, source, part, { from, to });
    else symbol.rejected.push(otherCurrency(symbol, part));
    to = shiftedDate(from, -1);
  }
}

function addPart(symbol: FetchedSymbol, { name, basis }: PriceSource, part: DailyAnswer, range: DateRange): void {
  const supplier = part.listing?.provider ?? name;
  const provider = supplier === name ? null : supplier;
  symbol.bars.unshift(...part.bars.map((bar) => ({ ...bar, provider })));
  // Adjusted closes already contain the actions: applying one again would count it twice.
  if (basis === "as traded") symbol.actions.push(...part.actions.filter(({ date }) => isWithin(date, range)));
  symbol.rejected.push(...(part.rejected ?? []));
  symbol.listing ??= part.listing ?? null;
  symbol.failure = null;
  symbol.answered.push(range);
}

/** One series is in one currency; who does not say has the symbol's. */
function isInSameMoney({ listing }: FetchedSymbol, part: DailyAnswer): boolean {
  const [known, own] = [listing?.currency, part.listing?.currency];
  return !known || !own || isSameMoney(known, own);
}

function otherCurrency({ listing }: FetchedSymbol, { bars, listing: own }: DailyAnswer): RejectedCell {
  return {
    date: bars[0]?.date ?? "",
    value: own?.currency ?? "",
    place: `history until ${bars.at(-1)?.date}`,
    reason: `in another currency than the prices after it, which are in ${listing?.currency}`,
  };
}

function settle(symbol: FetchedSymbol | undefined, range: DateRange, newest: string | null, now: Date): void {
  const settled = settledPart(range, newest, now);
  if (settled) symbol?.settled.push(settled);
}
