import { z } from "zod";
import type { DateRange } from "../../coverage.ts";
import { sessionsBetween } from "../../nyse-calendar.ts";
import type { DailyAnswer, DailyFailure, DailyResult, Listing } from "../../price-source.ts";
import { ProviderError } from "../../provider-http/provider-error.ts";
import { dailyAnswer } from "../daily-answer.ts";
import { dailyOfEach } from "../daily-of-each.ts";
import { barsSinceUnknownSplit, type JudgedActions } from "../judged-actions.ts";
import { createKeptAnswers } from "../kept-answers.ts";
import { type PriceCells, sessionBars } from "../session-bars.ts";
import { settledRange } from "../settled-range.ts";
import { type ActionTable, actionsOfTickers, allActions } from "./massive-actions.ts";
import type { MassiveApi } from "./massive-api.ts";
import { type GroupedSession, groupedSession, massiveBars } from "./massive-bars.ts";
import { createPlanCheck } from "./massive-plan.ts";
import { type MassiveSymbol, massiveSymbol } from "./massive-symbol.ts";

export type MassiveDaily = (
  symbols: readonly string[],
  from: string,
  to: string,
  signal?: AbortSignal,
) => Promise<DailyResult>;

const KEPT_MS = 5 * 60_000;
const AT_ONCE = 4;

/**
 * Up to so many sessions are a short range: all stocks' sessions and actions are then few pages, kept for the next unit.
 * A month, since what is asked for anew reaches back over what is stored, to notice what was restated.
 */
const SHORT_RANGE = 24;
/** How many times its own symbols the sessions of a unit may cost: those after it have them for nothing. */
const UNITS_SERVED = 2;

const NONE: JudgedActions = { actions: [], rejected: [] };

/** Asks once however often it is called, and not before. */
function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let asked: Promise<Value> | null = null;
  return () => {
    asked ??= load();
    return asked;
  };
}

/** Daily prices of the settled sessions of a range, in as few requests as they take; see createMassive. */
export function createMassiveDaily(api: MassiveApi, now: () => Date): MassiveDaily {
  const keptSessions = createKeptAnswers<GroupedSession>(KEPT_MS);
  const keptActions = createKeptAnswers<ActionTable>(KEPT_MS);
  const planCheck = createPlanCheck(api);

  /** One request a session, where that is fewer than one a symbol of this unit and the next; null where it is not, or the plan excludes a session. */
  async function grouped(stocks: number, sessions: readonly string[], signal?: AbortSignal) {
    const missing = sessions.filter((date) => !keptSessions.has(date));
    if (sessions.length > SHORT_RANGE || missing.length >= UNITS_SERVED * stocks) return null;
    try {
      const found: GroupedSession[] = [];
      for (const date of sessions) found.push(await groupedSession(api, keptSessions, date, signal));
      return found;
    } catch (error) {
      if (error instanceof ProviderError && error.status === 403) return null;
      throw error;
    }
  }

  return async (symbols, from, to, signal) => {
    const range = settledRange(from, to, now());
    const sessions = range.from <= range.to ? sessionsBetween(range.from, range.to) : [];
    const stocks = [...new Set(symbols)].map(massiveSymbol).filter(({ market }) => market === "stocks");
    const tickers = stocks.map(({ ticker }) => ticker);
    const actions = once(() =>
      sessions.length <= SHORT_RANGE
        ? keptActions.get(`${range.from} ${range.to}`, () => allActions(api, range.from, range.to, signal), signal)
        : actionsOfTickers(api, tickers, range.from, range.to, signal),
    );
    const bySession = once(() => grouped(stocks.length, sessions, signal));

    async function cellsOf(named: MassiveSymbol): Promise<PriceCells[]> {
      const found = named.market === "stocks" ? await bySession() : null;
      return found
        ? found.flatMap((session) => session.get(named.ticker) ?? [])
        : massiveBars(api, named, range.from, range.to, signal);
    }

    async function ask(symbol: string): Promise<DailyAnswer | DailyFailure> {
      if (sessions.length === 0)
        return { symbol, code: "no-data", reason: `no session from ${from} to ${to} has ended` };
      const named = massiveSymbol(symbol);
      const known = named.market === "stocks" ? ((await actions()).get(named.ticker) ?? NONE) : NONE;
      const { bars: read, rejected } = sessionBars(await cellsOf(named), range, {
        listedInNewYork: named.market !== "fx",
      });
      const bars = barsSinceUnknownSplit(read, known);
      const left = sessions.length > SHORT_RANGE ? await planCheck(named, range, read, signal) : null;
      if (left) rejected.unshift(left);
      if (read.length > 0) rejected.push(...known.rejected);
      const answer = dailyAnswer(symbol, listingOf(symbol, named), { bars, rejected }, known.actions, range);
      if (answer === null) return absent(api, symbol, range, signal);
      const [first] = bars;
      return left && first && "bars" in answer ? { ...answer, from: first.date } : answer;
    }

    return dailyOfEach(symbols, AT_ONCE, ask, signal);
  };
}

const listingOf = (symbol: string, { ticker, currency }: MassiveSymbol): Listing => ({
  provider: "massive",
  providerSymbol: ticker === symbol ? null : ticker,
  currency,
});

const KNOWN = z.object({ ticker: z.string(), list_date: z.iso.date().nullish() });
const DELISTED = z.object({ ticker: z.string(), delisted_utc: z.string().nullish() });

/** Why there is no price: aggregates say nothing of tickers they do not know. */
async function absent(
  api: MassiveApi,
  symbol: string,
  { from, to }: DateRange,
  signal?: AbortSignal,
): Promise<DailyFailure> {
  const { ticker, market } = massiveSymbol(symbol);
  const nothing = (reason: string): DailyFailure => ({ symbol, code: "no-data", reason });
  if (market === "options") return nothing(`${symbol} was not traded from ${from} to ${to}`);
  const path = `/v3/reference/tickers/${encodeURIComponent(ticker)}`;
  const known = await api.one(path, {}, KNOWN, signal).catch((error: unknown) => {
    if (error instanceof ProviderError && error.code === "not-found") return null;
    throw error;
  });
  if (known) {
    const listed = known.list_date ? `; listed on ${known.list_date}` : "";
    return nothing(`no price of ${symbol} from ${from} to ${to}${listed}`);
  }
  const [gone] = await api.list("/v3/reference/tickers", { ticker, active: false, limit: 1 }, DELISTED, signal);
  if (gone) {
    const since = gone.delisted_utc ? ` on ${gone.delisted_utc.slice(0, 10)}` : "";
    return nothing(`no price of ${symbol} from ${from} to ${to}; delisted${since}`);
  }
  return { symbol, code: "unknown-symbol", reason: `Massive does not know ${symbol}` };
}
