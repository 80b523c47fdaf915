import type { Fundamentals } from "../../price-source.ts";
import { ProviderError } from "../../provider-http/provider-error.ts";
import type { YahooClient } from "./yahoo-client.ts";
import { utcDate } from "./yahoo-instant.ts";
import { estimatesOf, nextEarningsOf, type YahooOutlook, yahooOutlook } from "./yahoo-outlook.ts";
import { type Books, type StatementType, statementsOf, yahooPeriods } from "./yahoo-statements.ts";
import { yahooSymbol } from "./yahoo-symbol.ts";

const MOST = { quarterly: 12, annual: 5, trailing: 5 } as const satisfies Record<StatementType, number>;
const YEARS_BACK = 7;

const MODULES = ["defaultKeyStatistics", "financialData", "earningsTrend", "calendarEvents"] as const;

export interface FundamentalsQuestion {
  readonly symbol: string;
  readonly now: Date;
  readonly signal: AbortSignal | undefined;
}

function periodsOf(client: YahooClient, { symbol, now, signal }: FundamentalsQuestion, type: StatementType) {
  const period1 = new Date(now);
  period1.setUTCFullYear(period1.getUTCFullYear() - YEARS_BACK);
  const name = encodeURIComponent(yahooSymbol(symbol));
  return client.ask(
    (library, options) => library.fundamentalsTimeSeries(name, { period1, period2: now, type, module: "all" }, options),
    yahooPeriods,
    signal,
  );
}

/** Null where Yahoo has no summary of the symbol. */
async function outlookOf(client: YahooClient, { symbol, signal }: FundamentalsQuestion): Promise<YahooOutlook | null> {
  const name = encodeURIComponent(yahooSymbol(symbol));
  try {
    return await client.ask(
      (library, options) => library.quoteSummary(name, { modules: [...MODULES] }, options),
      yahooOutlook,
      signal,
    );
  } catch (error) {
    if (error instanceof ProviderError && error.code === "not-found") return null;
    throw error;
  }
}

/** The fiscal year's end as the company's summary has it, else as its last annual statement does. */
function booksOf(outlook: YahooOutlook | null, lastAnnual: Date | undefined): Books {
  const yearEnd = outlook?.defaultKeyStatistics.lastFiscalYearEnd ?? lastAnnual;
  return { currency: outlook?.financialData.financialCurrency ?? null, yearEnd: yearEnd ? utcDate(yearEnd) : null };
}

/** @throws ProviderError */
export async function yahooFundamentals(
  client: YahooClient,
  question: FundamentalsQuestion,
): Promise<Fundamentals | null> {
  const [outlook, quarterly, annual, trailing] = await Promise.all([
    outlookOf(client, question),
    periodsOf(client, question, "quarterly"),
    periodsOf(client, question, "annual"),
    periodsOf(client, question, "trailing"),
  ]);
  const books = booksOf(outlook, annual.at(-1)?.date);
  const quarters = statementsOf(quarterly, "quarterly", books, MOST.quarterly);
  const years = statementsOf(annual, "annual", books, MOST.annual);
  if (quarters.length + years.length === 0) return null;
  const lastReported = { quarterly: quarters[0]?.periodEnd ?? null, annual: years[0]?.periodEnd ?? null };
  return {
    symbol: question.symbol,
    statements: [...quarters, ...years, ...statementsOf(trailing, "trailing", books, MOST.trailing)],
    estimates: outlook ? estimatesOf(outlook, lastReported) : [],
    nextEarningsDate: outlook ? nextEarningsOf(outlook, utcDate(question.now)) : null,
  };
}
