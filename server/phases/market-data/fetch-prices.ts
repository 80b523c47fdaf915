import { type DateRange, settledRange } from "#server/market/coverage.ts";
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
export async function fetchPrices(request: PriceRequest): Promise<FetchedSymbol[]> {
  const fetched = new Map([...request.asks.keys()].map((symbol) => [symbol, emptyAnswer(symbol)]));
  const wanted = [...request.asks].flatMap(([symbol, ranges]) => ranges.map((range) => ({ symbol, range })));
  const groups = Map.groupBy(wanted, ({ range }) => `${range.from} ${range.to}`);
  await Promise.all(
    [...groups.values()].map(async (group) => {
      const symbols = group.map(({ symbol }) => symbol);
      const [first] = group;
      if (first) await fetchRange(request, symbols, first.range, fetched);
    }),
  );
  return [...fetched.values()];
}

const emptyAnswer = (symbol: string): FetchedSymbol => ({
  ...{ symbol, bars: [], actions: [], rejected: [], answered: [], settled: [] },
  ...{ failure: null, listing: null },
});

async function fetchRange(
  { source, signal, now }: PriceRequest,
  symbols: readonly string[],
  range: DateRange,
  fetched: ReadonlyMap<string, FetchedSymbol>,
): Promise<void> {
  const { answers, failures } = await source.daily(symbols, range.from, range.to, signal);
  for (const answer of answers) {
    const symbol = fetched.get(answer.symbol);
    if (!symbol) continue;
    addAnswer(symbol, source, answer);
    symbol.answered.push(range);
    settle(symbol, range, answer.bars.at(-1)?.date ?? null, now);
  }
  for (const failure of failures) {
    const symbol = fetched.get(failure.symbol);
    if (failure.code === "no-data") settle(symbol, range, null, now);
    if (symbol && symbol.bars.length === 0) symbol.failure = failure;
  }
}

function addAnswer(symbol: FetchedSymbol, { name, basis }: PriceSource, answer: DailyAnswer): void {
  const supplier = answer.listing?.provider ?? name;
  const provider = supplier === name ? null : supplier;
  symbol.bars.push(...answer.bars.map((bar) => ({ ...bar, provider })));
  // Adjusted closes already contain the actions: applying one again would count it twice.
  if (basis === "as traded") symbol.actions.push(...answer.actions);
  symbol.rejected.push(...(answer.rejected ?? []));
  symbol.listing = answer.listing ?? symbol.listing;
  symbol.failure = null;
}

function settle(symbol: FetchedSymbol | undefined, range: DateRange, newest: string | null, now: Date): void {
  const settled = settledRange(range, newest, now);
  if (settled) symbol?.settled.push(settled);
}
