import { readOccSymbol } from "#lib/portfolio-import/occ-symbol.ts";
import { isCurrencyPair } from "#lib/price-files/price-symbol.ts";
import { shiftedDate } from "./coverage.ts";
import { joinedAnswer } from "./joined-answer.ts";
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
import { TRANSIENT_FAILURES } from "./transient-failure.ts";

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

/** Asks each provider for the symbols, and the older dates, that those before it had no prices of; the result is as `MarketData.daily` says. */
export async function chainedDaily(chain: Chain, request: DailyRequest): Promise<DailyResult> {
  const { value, usage } = await measureUsage(() => askInTurn(chain, request));
  return { ...value, usage };
}

/** What is not answered of a symbol yet: all of the range up to a date. */
interface Open {
  readonly to: string;
  /** What was answered of the dates after that, the newest first. */
  readonly parts: readonly DailyAnswer[];
  readonly refusals: Refusal[];
}

async function askInTurn({ providers, aliases }: Chain, request: DailyRequest): Promise<DailyResult> {
  const aliasOf = await aliases(request.symbols);
  const answers: DailyAnswer[] = [];
  const open = new Map(request.symbols.map((symbol): [string, Open] => [symbol, nothingYet(request)]));
  for (const provider of providers) {
    const wanted = [...open].filter(([symbol]) => provider.capabilities.has(capabilityFor(symbol)));
    for (const [to, of] of Map.groupBy(wanted, ([, each]) => each.to)) {
      const result = await askOne(provider, aliasOf, { ...request, symbols: of.map(([symbol]) => symbol), to });
      request.signal?.throwIfAborted();
      for (const answer of result.answers) {
        const before = open.get(answer.symbol) ?? nothingYet(request);
        const after = { ...before, parts: [...before.parts, answer], to: lastOpen(answer, request) };
        if (after.to >= request.from) open.set(answer.symbol, after);
        else {
          open.delete(answer.symbol);
          answers.push(joinedAnswer(after.parts, false) ?? answer);
        }
      }
      for (const failure of result.failures) open.get(failure.symbol)?.refusals.push({ provider, failure });
    }
  }
  return withOpen(answers, open);
}

const nothingYet = ({ to }: DailyRequest): Open => ({ to, parts: [], refusals: [] });

/** The last date that an answer leaves to others; one before the range where it holds for all of it. */
const lastOpen = ({ from }: DailyAnswer, range: DailyRequest) =>
  shiftedDate(from !== undefined && from > range.from ? from : range.from, -1);

/** What stayed open: of all of the range a failure, of a part of it an answer. */
function withOpen(answers: readonly DailyAnswer[], open: ReadonlyMap<string, Open>): DailyResult {
  const results = [...open].map(([symbol, { parts, refusals }]) => {
    const staysOpen = refusals.some(({ failure: { code } }) => ANOTHER_TIME.has(code));
    return joinedAnswer(parts, staysOpen) ?? mergedFailure(symbol, refusals);
  });
  return {
    answers: [...answers, ...results.filter((result) => "bars" in result)],
    failures: results.filter((result) => "code" in result),
  };
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
  ...TRANSIENT_FAILURES,
  "no-data",
  "bad-data",
  "bad-file",
  "duplicate-symbol",
  "unknown-symbol",
] as const satisfies readonly DailyFailureCode[];

/** What asking for older dates another time may change: a plan that leaves them out will go on to. */
const ANOTHER_TIME: ReadonlySet<DailyFailureCode> = new Set(
  TRANSIENT_FAILURES.filter((code) => code !== "unauthorized"),
);

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
