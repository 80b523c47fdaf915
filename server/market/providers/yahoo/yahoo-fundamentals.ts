import type { Fundamentals, Statement, StatementFrequency } from "../../price-source.ts";
import { nullIfUnknown } from "./yahoo-answer.ts";
import type { YahooClient } from "./yahoo-client.ts";
import { utcDate } from "./yahoo-instant.ts";
import { estimatesOf, nextEarningsOf, type YahooOutlook, yahooOutlook } from "./yahoo-outlook.ts";
import { FIGURES, STATEMENT_TYPES, type YahooPeriod, yahooPeriods } from "./yahoo-periods.ts";
import { statementsOf } from "./yahoo-statements.ts";
import { yahooSymbol } from "./yahoo-symbol.ts";

const YEARS_BACK = 7;
const SERIES = STATEMENT_TYPES.flatMap((type) => FIGURES.map((figure) => `${type}${figure}`)).join(",");

const MODULES = ["defaultKeyStatistics", "earningsTrend", "calendarEvents"] as const;

export interface FundamentalsQuestion {
  readonly symbol: string;
  readonly now: Date;
  readonly signal: AbortSignal | undefined;
}

const seconds = (date: Date) => String(Math.floor(date.getTime() / 1000));

/** Asked here and not by the library, which takes several requests for it, loses currencies and takes 0 for nothing. */
function periodsOf(client: YahooClient, { symbol, now, signal }: FundamentalsQuestion): Promise<YahooPeriod[]> {
  const since = new Date(now);
  since.setUTCFullYear(since.getUTCFullYear() - YEARS_BACK);
  const name = yahooSymbol(symbol);
  const url = `https://query2.finance.yahoo.com/ws/fundamentals-timeseries/v1/finance/timeseries/${encodeURIComponent(name)}`;
  const query = { symbol: name, type: SERIES, period1: seconds(since), period2: seconds(now) };
  return client.ask((library, options) => library._fetch(url, query, options), yahooPeriods, signal);
}

function outlookOf(client: YahooClient, { symbol, signal }: FundamentalsQuestion): Promise<YahooOutlook> {
  const name = encodeURIComponent(yahooSymbol(symbol));
  return client.ask(
    (library, options) => library.quoteSummary(name, { modules: [...MODULES] }, options),
    yahooOutlook,
    signal,
  );
}

/** The fiscal year's end as the company's summary has it, else as its last annual statement does. */
function yearEndOf(outlook: YahooOutlook | null, periods: readonly YahooPeriod[]): string | null {
  const stated = outlook?.defaultKeyStatistics.lastFiscalYearEnd;
  return stated ? utcDate(stated) : (periods.find(({ type }) => type === "annual")?.end ?? null);
}

const lastOf = (statements: readonly Statement[], frequency: StatementFrequency) =>
  statements.find((one) => one.frequency === frequency && one.periodType === "reported")?.periodEnd ?? null;

/** @throws ProviderError */
export async function yahooFundamentals(
  client: YahooClient,
  question: FundamentalsQuestion,
): Promise<Fundamentals | null> {
  const [outlook, periods] = await Promise.all([
    nullIfUnknown(outlookOf(client, question)),
    nullIfUnknown(periodsOf(client, question)),
  ]);
  if (periods === null || periods.length === 0) return null;
  const statements = statementsOf(periods, yearEndOf(outlook, periods));
  const lastReported = { quarterly: lastOf(statements, "quarterly"), annual: lastOf(statements, "annual") };
  return {
    symbol: question.symbol,
    statements,
    estimates: outlook ? estimatesOf(outlook, lastReported) : [],
    nextEarningsDate: outlook ? nextEarningsOf(outlook, utcDate(question.now)) : null,
  };
}
