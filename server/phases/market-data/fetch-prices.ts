import { type DateRange, settledRange } from "#server/market/coverage.ts";
import type { Bar, CorporateAction, DailyFailure, PriceSource, RejectedCell } from "#server/market/price-source.ts";

/** What a source said about one symbol over all ranges it was asked for. */
export interface FetchedSymbol {
  readonly symbol: string;
  readonly bars: Bar[];
  readonly actions: CorporateAction[];
  readonly rejected: RejectedCell[];
  /** What need not be asked again. */
  readonly settled: DateRange[];
  /** Null where there were bars in any range. */
  failure: DailyFailure | null;
}

export interface PriceRequest {
  readonly source: PriceSource;
  readonly missing: ReadonlyMap<string, readonly DateRange[]>;
  readonly signal: AbortSignal;
  readonly now: Date;
}

/** Asks for each symbol's missing ranges, symbols of the same range together. */
export async function fetchPrices(request: PriceRequest): Promise<FetchedSymbol[]> {
  const fetched = new Map([...request.missing.keys()].map((symbol) => [symbol, emptyAnswer(symbol)]));
  const wanted = [...request.missing].flatMap(([symbol, ranges]) => ranges.map((range) => ({ symbol, range })));
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
  symbol,
  bars: [],
  actions: [],
  rejected: [],
  settled: [],
  failure: null,
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
    symbol?.bars.push(...answer.bars);
    // Adjusted closes already contain the actions: applying one again would count it twice.
    if (source.basis === "as traded") symbol?.actions.push(...answer.actions);
    symbol?.rejected.push(...(answer.rejected ?? []));
    settle(symbol, range, answer.bars.at(-1)?.date ?? null, now);
    if (symbol) symbol.failure = null;
  }
  for (const failure of failures) {
    const symbol = fetched.get(failure.symbol);
    if (failure.code === "no-data") settle(symbol, range, null, now);
    if (symbol && symbol.bars.length === 0) symbol.failure = failure;
  }
}

function settle(symbol: FetchedSymbol | undefined, range: DateRange, newest: string | null, now: Date): void {
  const settled = settledRange(range, newest, now);
  if (settled) symbol?.settled.push(settled);
}
