import type { DateRange } from "../../coverage.ts";
import type { DailyAnswer, DailyFailure, DailyResult } from "../../price-source.ts";
import { ProviderError } from "../../provider-http/provider-error.ts";
import { dailyAnswer } from "../daily-answer.ts";
import { dailyOfEach } from "../daily-of-each.ts";
import { actionsWithin, barsSinceUnknownSplit } from "../judged-actions.ts";
import { createKeptAnswers } from "../kept-answers.ts";
import { type SessionBars, sessionBars } from "../session-bars.ts";
import { settledRange } from "../settled-range.ts";
import { type FmpActions, fmpActions } from "./fmp-actions.ts";
import type { FmpApi } from "./fmp-api.ts";
import { type FmpCompany, fmpCompany } from "./fmp-company.ts";
import { fmpPrices } from "./fmp-prices.ts";
import { fmpSymbol } from "./fmp-symbol.ts";

export type FmpDaily = (
  symbols: readonly string[],
  from: string,
  to: string,
  signal?: AbortSignal,
) => Promise<DailyResult>;

const KEPT_MS = 5 * 60_000;
const AT_ONCE = 4;
const NONE: FmpActions = { actions: [], rejected: [], unknownBefore: null };

/** Closes as traded are wrong numbers without their splits, so that a refusal of those is one of the prices too. */
function withoutActions(error: unknown): never {
  if (!(error instanceof ProviderError) || error.code !== "unauthorized" || error.status === 401) throw error;
  const { code, provider, status, message } = error;
  const words = `there are prices, but not the splits and dividends to read them with: ${message}`;
  throw new ProviderError(code, words, { provider, ...(status === null ? {} : { status }), cause: error });
}

/** The sessions whose actions are known; that there are no others is named. */
function sinceKnown({ bars, rejected }: SessionBars, { from }: DateRange, { unknownBefore }: FmpActions): SessionBars {
  if (!unknownBefore || unknownBefore.date <= from) return { bars, rejected };
  const { date, reason } = unknownBefore;
  const left = { date: from, value: "", place: `history before ${date}`, reason };
  return { bars: bars.filter((bar) => bar.date >= date), rejected: [left, ...rejected] };
}

/** Daily prices of the settled sessions of a range; see createFmp. */
export function createFmpDaily(api: FmpApi, now: () => Date): FmpDaily {
  const keptActions = createKeptAnswers<FmpActions>(KEPT_MS);
  const keptCompanies = createKeptAnswers<FmpCompany | null>(KEPT_MS);

  const companyOf = (ticker: string, signal?: AbortSignal) =>
    keptCompanies.get(ticker, () => fmpCompany(api, ticker, signal), signal);

  const actionsOf = (ticker: string, signal?: AbortSignal) =>
    keptActions.get(ticker, () => fmpActions(api, ticker, signal), signal);

  async function absent(symbol: string, ticker: string, { from, to }: DateRange, signal?: AbortSignal) {
    const company = await companyOf(ticker, signal);
    if (!company) {
      return { symbol, code: "unknown-symbol", reason: `Financial Modeling Prep does not know ${symbol}` } as const;
    }
    const gone = company.isActivelyTrading === false ? "; it is no longer traded" : "";
    return { symbol, code: "no-data", reason: `no price of ${symbol} from ${from} to ${to}${gone}` } as const;
  }

  return async (symbols, from, to, signal) => {
    const range = settledRange(from, to, now());

    async function ask(symbol: string): Promise<DailyAnswer | DailyFailure> {
      const named = fmpSymbol(symbol);
      if (!named) {
        return { symbol, code: "unknown-symbol", reason: "Financial Modeling Prep has no prices of options" };
      }
      if (range.from > range.to) {
        return { symbol, code: "no-data", reason: `no session from ${from} to ${to} has ended` };
      }
      const { ticker, market } = named;
      const rows = await fmpPrices(api, named, range.from, range.to, signal);
      // Listings elsewhere carry their exchange, and no currency.
      const read = sessionBars(rows, range, { listedInNewYork: market === "stocks" && named.currency !== null });
      if (read.bars.length === 0 && read.rejected.length === 0) {
        return absent(symbol, ticker, range, signal);
      }
      const known = market === "stocks" ? await actionsOf(ticker, signal).catch(withoutActions) : NONE;
      const within = actionsWithin(known, range.from, range.to);
      const bars = barsSinceUnknownSplit(read.bars, within);
      const sessions = sinceKnown({ bars, rejected: [...read.rejected, ...within.rejected] }, range, known);
      const currency = named.currency ?? (await companyOf(ticker, signal))?.currency ?? null;
      const listing = { provider: "fmp", providerSymbol: ticker === symbol ? null : ticker, currency };
      return dailyAnswer(symbol, listing, sessions, within.actions, range) ?? absent(symbol, ticker, range, signal);
    }

    return dailyOfEach(symbols, AT_ONCE, ask, signal);
  };
}
