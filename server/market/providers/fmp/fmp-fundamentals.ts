import type { Fundamentals, Statement } from "../../price-source.ts";
import { ProviderError } from "../../provider-http/provider-error.ts";
import { newestStatements } from "../newest-statements.ts";
import type { FmpApi } from "./fmp-api.ts";
import { fmpEstimates, fmpNextEarnings } from "./fmp-estimates.ts";
import { fmpReported, fmpTrailing } from "./fmp-statements.ts";
import { fmpSymbol } from "./fmp-symbol.ts";

const QUARTERS = 12;
const YEARS = 5;

/** None where the plan does not include them. */
async function ifIncluded(statements: () => Promise<Statement[]>): Promise<Statement[]> {
  try {
    return await statements();
  } catch (error) {
    if (error instanceof ProviderError && error.code === "unauthorized") return [];
    throw error;
  }
}

/**
 * Twelve requests, one where there are no statements (null, as of funds). What the plan does not include of quarters,
 * trailing twelve months, estimates and earnings dates is left out, and of more periods than it allows the newest are
 * taken, after one more request; without yearly statements there is no answer. @throws ProviderError
 */
export async function fmpFundamentals(
  api: FmpApi,
  symbol: string,
  now: Date,
  signal?: AbortSignal,
): Promise<Fundamentals | null> {
  const named = fmpSymbol(symbol);
  if (named?.market !== "stocks") return null;
  const { ticker } = named;
  const years = await fmpReported(api, ticker, "annual", YEARS, signal);
  if (years.length === 0) return null;
  const quarters = await ifIncluded(() => fmpReported(api, ticker, "quarterly", QUARTERS, signal));
  const trailing = await fmpTrailing(api, ticker, signal);
  const statements = newestStatements([...quarters, ...years, ...trailing]);
  const reported = (frequency: "quarterly" | "annual") =>
    statements.find((each) => each.frequency === frequency && each.periodType === "reported")?.periodEnd ?? "";
  return {
    symbol,
    statements,
    estimates: [
      ...(await fmpEstimates(api, ticker, "quarterly", reported("quarterly"), signal)),
      ...(await fmpEstimates(api, ticker, "annual", reported("annual"), signal)),
    ],
    nextEarningsDate: await fmpNextEarnings(api, ticker, now.toISOString().slice(0, 10), signal),
  };
}
