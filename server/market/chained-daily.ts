import { readOccSymbol } from "#lib/portfolio-import/occ-symbol.ts";
import { isCurrencyPair } from "./currency.ts";
import type {
  Capability,
  DailyAnswer,
  DailyFailure,
  DailyFailureCode,
  DailyResult,
  MarketProvider,
} from "./price-source.ts";
import { measureUsage } from "./provider-http/usage.ts";
import type { Aliases } from "./symbol-aliases.ts";

interface Chain {
  readonly providers: readonly MarketProvider[];
  readonly aliases: Aliases;
}

interface DailyRequest {
  readonly symbols: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly signal: AbortSignal | undefined;
}

/** What a provider said of a symbol it has no prices of. */
interface Refusal {
  readonly provider: MarketProvider;
  readonly failure: DailyFailure;
}

/** Asks each provider for the symbols that those before it had no prices of; the result is as `MarketData.daily` says. */
export async function chainedDaily(chain: Chain, request: DailyRequest): Promise<DailyResult> {
  const { value, usage } = await measureUsage(() => askInTurn(chain, request));
  return { ...value, usage };
}

async function askInTurn({ providers, aliases }: Chain, request: DailyRequest): Promise<DailyResult> {
  const aliasOf = await aliases(request.symbols);
  const answers: DailyAnswer[] = [];
  const open = new Map<string, Refusal[]>(request.symbols.map((symbol) => [symbol, []]));
  for (const provider of providers) {
    const symbols = [...open.keys()].filter((symbol) => provider.capabilities.has(capabilityFor(symbol)));
    if (symbols.length === 0) continue;
    const result = await askOne(provider, aliasOf, { ...request, symbols });
    request.signal?.throwIfAborted();
    answers.push(...result.answers);
    for (const { symbol } of result.answers) open.delete(symbol);
    for (const failure of result.failures) open.get(failure.symbol)?.push({ provider, failure });
  }
  return { answers, failures: [...open].map(([symbol, refusals]) => mergedFailure(symbol, refusals)) };
}

/** One provider's answers and failures under the symbols asked for, exactly one each. */
async function askOne(
  provider: MarketProvider,
  aliasOf: ReadonlyMap<string, string>,
  { symbols, from, to, signal }: DailyRequest,
): Promise<DailyResult> {
  const wanted = Map.groupBy(symbols, (symbol) => aliasOf.get(symbol) ?? symbol);
  const result = await provider.daily([...wanted.keys()], from, to, signal);
  const answers = new Map(result.answers.map((answer) => [answer.symbol, answer]));
  const failures = new Map(result.failures.map((failure) => [failure.symbol, failure]));
  const all = [...wanted].flatMap(([asked, of]) =>
    of.map((symbol) => {
      const answer = answers.get(asked);
      if (answer) return underItsSymbol(answer, symbol, provider);
      return { ...(failures.get(asked) ?? unanswered(asked, provider)), symbol };
    }),
  );
  return { answers: all.filter((each) => "bars" in each), failures: all.filter((each) => "code" in each) };
}

function underItsSymbol(answer: DailyAnswer, symbol: string, { name }: MarketProvider): DailyAnswer {
  const { providerSymbol = null, currency = null } = answer.listing ?? {};
  const alias = answer.symbol === symbol ? null : answer.symbol;
  return { ...answer, symbol, listing: { provider: name, providerSymbol: providerSymbol ?? alias, currency } };
}

const unanswered = (symbol: string, { label }: MarketProvider): DailyFailure => ({
  symbol,
  code: "bad-response",
  reason: `${label} said nothing of ${symbol}`,
});

/** What symbols name, by the capability that their prices are asked of. */
const KINDS = { daily: "prices", fx: "exchange rates", "option-quotes": "option quotes" } as const satisfies Partial<
  Record<Capability, string>
>;

function capabilityFor(symbol: string): keyof typeof KINDS {
  if (isCurrencyPair(symbol)) return "fx";
  return readOccSymbol(symbol) ? "option-quotes" : "daily";
}

/** The more hopeful first: a provider that may have the symbol another time keeps it from counting as unknown. */
const BY_HOPE = [
  "rate-limited",
  "source-unavailable",
  "bad-response",
  "unauthorized",
  "no-data",
  "bad-data",
  "bad-file",
  "duplicate-symbol",
  "unknown-symbol",
] as const satisfies readonly DailyFailureCode[];

/** All providers' words, in the order they were asked. */
function mergedFailure(symbol: string, refusals: readonly Refusal[]): DailyFailure {
  const codes = new Set(refusals.map(({ failure }) => failure.code));
  return {
    symbol,
    code: BY_HOPE.find((code) => codes.has(code)) ?? "unknown-symbol",
    reason: refusals.length > 0 ? refusals.map(wordsOf).join("; ") : nobodyFor(symbol),
  };
}

function wordsOf({ provider: { label }, failure: { reason } }: Refusal): string {
  return reason.includes(label) ? reason : `${label}: ${reason}`;
}

const nobodyFor = (symbol: string) => `no provider set up here has ${KINDS[capabilityFor(symbol)]}`;
