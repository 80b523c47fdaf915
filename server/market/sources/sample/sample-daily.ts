import { required } from "#lib/assert.ts";
import { type OptionContract, readOccSymbol } from "#lib/portfolio-import/occ-symbol.ts";
import { datesBefore, datesThrough } from "../../dates-before.ts";
import type { CorporateAction, DailyAnswer, DailyFailure, DailyFailureCode } from "../../price-source.ts";
import type { SessionAction } from "./as-traded.ts";
import { RENAMINGS } from "./designated-symbols.ts";
import { optionQuotes, quotedDates, underlyingOf } from "./option-quotes.ts";
import { sampleBars } from "./sample-bars.ts";
import { SAMPLE_EPOCH } from "./sample-dates.ts";
import { type SampleInstrument, sampleInstrument } from "./sample-instrument.ts";
import type { SamplePaths } from "./sample-paths.ts";

type Answer = Omit<DailyAnswer, "symbol">;
type Failure = Omit<DailyFailure, "symbol">;

const noData = (reason: string): Failure => ({ code: "no-data", reason });
const unknownSymbol = (reason: string): Failure => ({ code: "unknown-symbol" satisfies DailyFailureCode, reason });
const later = (a: string, b: string) => (a < b ? b : a);
const earlier = (a: string, b: string) => (a < b ? a : b);

/** The prices of a share, a fund or an option in the sessions of from … to, with splits and dividends. */
export function sampleDaily(paths: SamplePaths, symbol: string, from: string, to: string): DailyAnswer | DailyFailure {
  const contract = readOccSymbol(symbol);
  return { symbol, ...(contract ? dailyOfOption(paths, contract, from, to) : dailyOfShare(paths, symbol, from, to)) };
}

function dailyOfShare(paths: SamplePaths, symbol: string, from: string, to: string): Answer | Failure {
  const instrument = sampleInstrument(symbol);
  if (!instrument) return unknownSymbol(notServed(symbol));
  const { listedOn, delistedAfter } = instrument.life;
  if (to < SAMPLE_EPOCH) return noData(`the simulated market begins on ${SAMPLE_EPOCH}`);
  if (listedOn !== null && to < listedOn) return noData(`listed on ${listedOn}`);
  if (delistedAfter !== null && from > delistedAfter) return noData(`delisted after ${delistedAfter}`);
  const sessions = paths.sessions(to);
  const first = datesBefore(sessions, later(from, listedOn ?? from));
  const end = datesThrough(sessions, earlier(to, delistedAfter ?? to));
  const path = paths.path(instrument, to);
  const bars = sampleBars(instrument, sessions, path, first, end);
  if (bars.length === 0) return noData(`no session from ${from} to ${to}`);
  const within = path.actions.filter(({ index }) => index >= first && index < end);
  return { bars, actions: within.flatMap((action) => corporateActions(action, sessions)) };
}

function notServed(symbol: string): string {
  const renaming = RENAMINGS.get(symbol.trim().toUpperCase());
  return renaming ? `renamed to ${renaming.symbol} on ${renaming.date}` : `${symbol} is not a ticker`;
}

function corporateActions({ index, split, dividend }: SessionAction, sessions: readonly string[]): CorporateAction[] {
  const date = required(sessions[index], "session");
  return [
    ...(split === 1 ? [] : [{ date, kind: "split" as const, value: split }]),
    ...(dividend === 0 ? [] : [{ date, kind: "dividend" as const, value: dividend }]),
  ];
}

function dailyOfOption(paths: SamplePaths, contract: OptionContract, from: string, to: string): Answer | Failure {
  const ticker = underlyingOf(contract);
  const underlying = sampleInstrument(ticker);
  if (!underlying || underlying.kind === "fund")
    return unknownSymbol(`no options on ${ticker}: ${whyNone(underlying, ticker)}`);
  const quoted = quotedDates(contract);
  if (from > quoted.to) return noData(`expired on ${contract.expiration}`);
  if (to < quoted.from) return noData(`quoted from ${quoted.from}`);
  const answer = dailyOfShare(paths, ticker, later(from, quoted.from), earlier(to, quoted.to));
  if ("code" in answer) return { ...answer, reason: `${ticker}: ${answer.reason}` };
  return { bars: optionQuotes(contract, underlying, answer.bars), actions: [] };
}

function whyNone(underlying: SampleInstrument | null, ticker: string): string {
  return underlying ? "it is a mutual fund" : notServed(ticker);
}
