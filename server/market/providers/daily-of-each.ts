import type { DailyAnswer, DailyFailure, DailyResult } from "../price-source.ts";
import { dailyFailure } from "../provider-http/daily-failure.ts";
import { ProviderError } from "../provider-http/provider-error.ts";

type Daily = DailyAnswer | DailyFailure;

/**
 * Asks for the daily prices of each symbol once, so many at a time; a request that fails is that symbol's failure. A key
 * that is refused is refused for the others too, so they are not asked for.
 */
export async function dailyOfEach(
  symbols: readonly string[],
  atOnce: number,
  ask: (symbol: string) => Promise<Daily>,
  signal?: AbortSignal,
): Promise<DailyResult> {
  const waiting = [...new Set(symbols)];
  const results: Daily[] = [];
  let refused: ProviderError | null = null;

  /** The answer will be the error, so that nobody waits for what is not asked yet. */
  function giveUp(error: unknown): unknown {
    waiting.length = 0;
    return error;
  }

  async function one(symbol: string): Promise<Daily> {
    if (refused) return dailyFailure(symbol, refused);
    try {
      return await ask(symbol);
    } catch (error) {
      if (signal?.aborted) throw giveUp(signal.reason);
      if (!(error instanceof ProviderError)) throw giveUp(error);
      if (error.status === 401) refused = error;
      return dailyFailure(symbol, error);
    }
  }

  async function work(): Promise<void> {
    for (let symbol = waiting.shift(); symbol !== undefined; symbol = waiting.shift()) results.push(await one(symbol));
  }

  await Promise.all(Array.from({ length: atOnce }, work));
  return {
    answers: results.filter((result) => "bars" in result),
    failures: results.filter((result) => "code" in result),
  };
}
